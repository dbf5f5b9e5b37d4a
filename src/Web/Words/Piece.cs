using System.Collections.Immutable;
using System.Globalization;

namespace OrleansSms.Web.Words;

/// <summary>A part of a <see cref="Pattern"/>.</summary>
internal abstract record Piece;

internal sealed record Literal(string Text) : Piece;

internal sealed record Slot(string Name) : Piece;

/// <summary>The number of the plural it stands in.</summary>
internal sealed record Count : Piece;

internal sealed record Choice(string Name, bool IsPlural, ImmutableDictionary<string, ImmutableArray<Piece>> Cases) : Piece
{
    public const string Other = "other";

    public ImmutableArray<Piece> Of(object? value, CultureInfo culture)
    {
        var exact = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (!IsPlural)
        {
            return Cases.GetValueOrDefault(exact, Cases[Other]);
        }

        return Cases.TryGetValue($"={exact}", out var named) ? named
            : Cases.GetValueOrDefault(PluralForms.Of(Convert.ToInt64(value, CultureInfo.InvariantCulture), culture), Cases[Other]);
    }
}
