using System.Text;
using System.Text.RegularExpressions;

namespace OrleansSms.Web.Tests.Texts;

/// <summary>Finds what a .razor file says in its own words: text between tags, and attributes that are read or heard. Knows as much of the syntax as our files use.</summary>
internal sealed partial class RazorText(string source)
{
    private readonly List<string> _found = [];
    private int _at;

    public static IReadOnlyList<string> In(string source)
    {
        var scan = new RazorText(Quiet().Replace(source, ""));
        scan.Markup(element: null);
        return scan._found;
    }

    private char Sign => source[_at];

    private bool IsEnd => _at >= source.Length;

    private bool Sees(string text) => string.CompareOrdinal(source, _at, text, 0, text.Length) == 0;

    // Text, tags and expressions, up to the end tag of the element.
    private void Markup(string? element)
    {
        var text = new StringBuilder();
        while (!IsEnd)
        {
            if (element is not null && Sees($"</{element}>"))
            {
                _at += element.Length + 3;
                break;
            }

            if (Sign == '<' && Tag().Match(source, _at) is { Success: true } tag && tag.Index == _at)
            {
                Say(text);
                Element(tag.Groups[1].Value);
            }
            else if (Sign == '@')
            {
                Say(text);
                Transition();
            }
            else
            {
                text.Append(source[_at++]);
            }
        }

        Say(text);
    }

    private void Say(StringBuilder text)
    {
        var said = Entity().Replace(text.ToString(), "").Trim();
        text.Clear();
        if (said.Any(char.IsLetter))
        {
            _found.Add(said);
        }
    }

    private void Element(string name)
    {
        _at += name.Length + 1;
        while (!IsEnd && Sign != '>' && !Sees("/>"))
        {
            if (AttributeStart().Match(source, _at) is { Success: true } attribute && attribute.Index == _at)
            {
                _at += attribute.Length;
                var value = Quoted();
                if (Heard().IsMatch(attribute.Groups[1].Value) && Plain(value).Any(char.IsLetter))
                {
                    _found.Add($"{attribute.Groups[1].Value}=\"{value}\"");
                }
            }
            else
            {
                _at++;
            }
        }

        var isClosed = Sees("/>") || Void().IsMatch(name);
        _at += Sees("/>") ? 2 : 1;
        if (!isClosed)
        {
            Markup(name);
        }
    }

    // An attribute's value: quotes inside an expression do not end it.
    private string Quoted()
    {
        var from = _at;
        while (!IsEnd && Sign != '"')
        {
            if (Sign == '@')
            {
                Transition();
            }
            else
            {
                _at++;
            }
        }

        return source[from..Math.Min(_at++, source.Length)];
    }

    private static string Plain(string value)
    {
        var scan = new RazorText(value);
        var plain = new StringBuilder();
        while (!scan.IsEnd)
        {
            if (scan.Sign == '@')
            {
                scan.Transition();
            }
            else
            {
                plain.Append(value[scan._at++]);
            }
        }

        return plain.ToString();
    }

    private void Transition()
    {
        _at++;
        if (Block().Match(source, _at) is { Success: true } block && block.Index == _at)
        {
            do
            {
                while (!IsEnd && Sign != '{')
                {
                    Skip();
                }

                _at++;
                Code();
            }
            while (Continued());
        }
        else if (!IsEnd && Sign == '(')
        {
            Skip();
        }
        else
        {
            // name.Name?.Name!.Call(…)[…]
            while (Step().Match(source, _at) is { Success: true, Length: > 0 } step && step.Index == _at)
            {
                _at += step.Length;
                while (!IsEnd && Sign is '(' or '[')
                {
                    Skip();
                }
            }
        }
    }

    private bool Continued()
    {
        if (Else().Match(source, _at) is { Success: true } more && more.Index == _at)
        {
            _at += more.Length;
            return true;
        }

        return false;
    }

    // Statements, with elements between them, up to the brace that ends the block.
    private void Code()
    {
        while (!IsEnd && Sign != '}')
        {
            if (Sign == '<' && Tag().Match(source, _at) is { Success: true } tag && tag.Index == _at && !char.IsLetterOrDigit(source[_at - 1]))
            {
                Element(tag.Groups[1].Value);
            }
            else if (Sign == '{')
            {
                _at++;
                Code();
            }
            else
            {
                Skip();
            }
        }

        _at++;
    }

    // One sign, or a string, or all within brackets.
    private void Skip()
    {
        var sign = source[_at++];
        if (sign == '"')
        {
            while (!IsEnd && Sign != '"')
            {
                if (Sign == '{' && source[_at..].Contains('}', StringComparison.Ordinal))
                {
                    SkipTo('}');
                }
                else
                {
                    _at += Sign == '\\' ? 2 : 1;
                }
            }

            _at++;
        }
        else if (sign == '\'' && Character().Match(source, _at) is { Success: true } character && character.Index == _at)
        {
            _at += character.Length;
        }
        else if (sign is '(' or '[')
        {
            SkipTo(sign == '(' ? ')' : ']', inside: true);
        }
    }

    private void SkipTo(char end, bool inside = false)
    {
        _at += inside ? 0 : 1;
        while (!IsEnd && Sign != end)
        {
            Skip();
        }

        _at++;
    }

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->|<!DOCTYPE[^>]*>|^@(page|inject|using|attribute|inherits|implements|layout|rendermode|typeparam|namespace)\b[^\n]*$|^@code\s*\{.*\z", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Quiet();

    [GeneratedRegex(@"<([A-Za-z][\w.-]*)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(@?[\w:-]+)=""")]
    private static partial Regex AttributeStart();

    [GeneratedRegex("^(aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label|Label|Title|Text|Help|Hint|Heading|Placeholder|Caption|Empty|Why|Lead|data-(label|title|text|placeholder[a-z-]*|say[a-z-]*))$")]
    private static partial Regex Heard();

    [GeneratedRegex("^(area|br|col|hr|img|input|link|meta|path|source|wbr)$")]
    private static partial Regex Void();

    [GeneratedRegex(@"(if|foreach|for|while|switch|using|lock|try)\b|\{")]
    private static partial Regex Block();

    [GeneratedRegex(@"\s*(else|catch|finally)\b")]
    private static partial Regex Else();

    [GeneratedRegex(@"(\??!?\.)?[A-Za-z_]\w*!?")]
    private static partial Regex Step();

    [GeneratedRegex(@"(\\.|[^'\\])'")]
    private static partial Regex Character();

    [GeneratedRegex("&[a-z]+;|&#[0-9a-fx]+;", RegexOptions.IgnoreCase)]
    private static partial Regex Entity();
}
