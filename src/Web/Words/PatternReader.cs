using System.Collections.Immutable;
using System.Text;

namespace OrleansSms.Web.Words;

/// <summary>Reads the text of a <see cref="Pattern"/>, once, from its start.</summary>
internal sealed class PatternReader(string text)
{
    private int _at;

    public ImmutableArray<Piece> ReadAll()
    {
        var pieces = Pieces(inPlural: false);
        return _at == text.Length ? pieces : throw Wrong("a brace too many");
    }

    private ImmutableArray<Piece> Pieces(bool inPlural)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var plain = new StringBuilder();
        while (_at < text.Length && text[_at] != '}')
        {
            var sign = text[_at++];
            if (sign == '\'')
            {
                Apostrophe(plain);
            }
            else if (sign == '{' || (sign == '#' && inPlural))
            {
                Flush();
                pieces.Add(sign == '#' ? new Count() : Argument(inPlural));
            }
            else
            {
                plain.Append(sign);
            }
        }

        Flush();
        return pieces.ToImmutable();

        void Flush()
        {
            if (plain.Length > 0)
            {
                pieces.Add(new Literal(plain.ToString()));
                plain.Clear();
            }
        }
    }

    // '' is an apostrophe; one before a brace starts what is plain up to the next; any other is itself.
    private void Apostrophe(StringBuilder plain)
    {
        if (_at < text.Length && text[_at] == '\'')
        {
            _at++;
        }
        else if (_at < text.Length && text[_at] is '{' or '}')
        {
            var end = text.IndexOf('\'', _at) is var found and >= 0 ? found : text.Length;
            plain.Append(text, _at, end - _at);
            _at = Math.Min(end + 1, text.Length);
            return;
        }

        plain.Append('\'');
    }

    private Piece Argument(bool inPlural)
    {
        var name = Word();
        if (Take('}'))
        {
            return new Slot(name);
        }

        Expect(',');
        var kind = Word();
        if (kind is not ("plural" or "select"))
        {
            throw Wrong($"no such kind: {kind}");
        }

        Expect(',');
        var isPlural = kind == "plural";
        var cases = ImmutableDictionary.CreateBuilder<string, ImmutableArray<Piece>>();
        while (!Take('}'))
        {
            var of = Word();
            Expect('{');
            cases.Add(of, Pieces(inPlural || isPlural));
            Expect('}');
        }

        return cases.ContainsKey(Choice.Other) ? new Choice(name, isPlural, cases.ToImmutable()) : throw Wrong("no case for other");
    }

    private string Word()
    {
        SkipBlanks();
        var from = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '=' or '_' or '-'))
        {
            _at++;
        }

        return _at > from ? text[from.._at] : throw Wrong("a name is missing");
    }

    private bool Take(char sign)
    {
        SkipBlanks();
        if (_at >= text.Length || text[_at] != sign)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(char sign)
    {
        if (!Take(sign))
        {
            throw Wrong($"{sign} is missing");
        }
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private FormatException Wrong(string what) => new($"\"{text}\" at {_at}: {what}.");
}
