using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace OrleansSms.Web.Words;

/// <summary>
/// A sentence with places, as translators know it (ICU MessageFormat): <c>{name}</c>, <c>{n, plural, =0 {…} one {# text} other {# texts}}</c>
/// and <c>{x, select, me {…} other {…}}</c>. An apostrophe before a brace makes the brace plain.
/// </summary>
internal sealed class Pattern
{
    private readonly ImmutableArray<Piece> _pieces;

    private Pattern(ImmutableArray<Piece> pieces) => _pieces = pieces;

    /// <summary>The names of its places, in the order of the text, once each.</summary>
    public ImmutableArray<string> Places => [.. Names(_pieces).Distinct()];

    public static Pattern Parse(string text) => new(new PatternReader(text).ReadAll());

    /// <param name="show">How a value is written; the name of its place comes with it.</param>
    public string Fill(IReadOnlyDictionary<string, object?> values, CultureInfo culture, Func<object?, string> show)
    {
        var said = new StringBuilder();
        Write(_pieces, number: null);
        return said.ToString();

        void Write(ImmutableArray<Piece> pieces, object? number)
        {
            foreach (var piece in pieces)
            {
                switch (piece)
                {
                    case Literal literal:
                        said.Append(literal.Text);
                        break;
                    case Count:
                        said.Append(show(number));
                        break;
                    case Slot place:
                        said.Append(show(Value(place.Name)));
                        break;
                    case Choice choice:
                        var value = Value(choice.Name);
                        Write(choice.Of(value, culture), choice.IsPlural ? value : number);
                        break;
                }
            }
        }

        object? Value(string name) => values.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"Nothing was given for {{{name}}}.");
    }

    private static IEnumerable<string> Names(ImmutableArray<Piece> pieces) => pieces.SelectMany(piece => piece switch
    {
        Slot place => [place.Name],
        Choice choice => choice.Cases.Values.SelectMany(Names).Prepend(choice.Name),
        _ => Enumerable.Empty<string>(),
    });
}
