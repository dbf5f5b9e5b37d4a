using System.Collections.Immutable;

namespace OrleansSms.Postgres.Search;

/// <summary>What somebody typed, as what has to be there.</summary>
internal sealed class SearchWish
{
    private const int ShortestBeginning = 3;
    private const int Most = 12;

    private readonly ImmutableArray<SearchPart> _parts;

    private SearchWish(ImmutableArray<SearchPart> parts) => _parts = parts;

    public bool IsEmpty => _parts.IsEmpty;

    /// <summary>The index cannot tell whether it is there in this order.</summary>
    public bool HasOrder => _parts.Any(part => part.Words.Length > 1);

    /// <summary>For the index, with # where the block's number goes.</summary>
    public string Wanted => string.Join(" & ", _parts.SelectMany(part => part.Wanted).Distinct());

    public static SearchWish Of(string typed)
    {
        var parts = ImmutableArray.CreateBuilder<SearchPart>();
        var quoted = false;
        foreach (var stretch in typed.Replace('\u201C', '"').Replace('\u201D', '"').Replace('\u201E', '"').Split('"'))
        {
            var pieces = SearchPiece.Of(stretch);
            if (quoted && pieces.Count > 0)
            {
                parts.Add(new(pieces, isWhole: true));
            }

            for (var i = 0; !quoted && i < pieces.Count;)
            {
                var from = i++;
                while (i < pieces.Count && pieces[i].Joined)
                {
                    i++;
                }

                // One sign of a script without blanks is looked for as the beginning of a pair.
                var isWhole = pieces[from].Kind == SignKind.OfWord && pieces[from].Word.Length < ShortestBeginning;
                parts.Add(new(pieces[from..i], isWhole));
            }

            quoted = !quoted;
        }

        return new([.. parts.Take(Most)]);
    }

    /// <summary>Where all of it is in a text, in order; null: not all is.</summary>
    public ImmutableArray<(int Start, int End)>? In(List<SearchPiece> pieces)
    {
        var places = new SortedSet<(int Start, int End)>();
        foreach (var part in _parts)
        {
            var found = false;
            foreach (var place in part.In(pieces))
            {
                found = true;
                places.Add(place);
            }

            if (!found)
            {
                return null;
            }
        }

        return Apart(places);
    }

    /// <summary>How many of the parts are there as whole words.</summary>
    public int Whole(List<SearchPiece> pieces) => _parts.Count(part => part.IsWholeIn(pieces));

    private static ImmutableArray<(int Start, int End)> Apart(SortedSet<(int Start, int End)> places)
    {
        var apart = ImmutableArray.CreateBuilder<(int Start, int End)>(places.Count);
        foreach (var place in places)
        {
            if (apart.Count > 0 && place.Start < apart[^1].End)
            {
                apart[^1] = (apart[^1].Start, Math.Max(apart[^1].End, place.End));
            }
            else
            {
                apart.Add(place);
            }
        }

        return apart.DrainToImmutable();
    }
}
