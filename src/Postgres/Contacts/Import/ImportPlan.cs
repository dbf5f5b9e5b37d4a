using System.Collections.Immutable;
using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts.Import;

/// <summary>What becomes of rows, one after the other. Decides and writes nothing.</summary>
internal sealed class ImportPlan(ImportChoices choices, Guid by)
{
    // Numbers of rows above, and whether their row was taken: what was left out can come again.
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public ImportCounts Counts { get; private set; } = new();

    public List<ImportProblem> Problems { get; } = [];

    /// <summary>A draft for each row that can be read; the others are problems now.</summary>
    public List<(SheetRow Row, ImportDraft Draft)> Read(IEnumerable<SheetRow> rows)
    {
        var drafts = new List<(SheetRow, ImportDraft)>();
        foreach (var row in rows.Where(row => !row.IsEmpty))
        {
            try
            {
                drafts.Add((row, ImportDraft.Of(row, choices)));
            }
            catch (RefusedException refused)
            {
                Bad(row, refused.Message);
            }
        }

        return drafts;
    }

    /// <summary>What the rows make of the book.</summary>
    /// <param name="owners">Who has any of their numbers now.</param>
    public List<StoredContact> Take(List<(SheetRow Row, ImportDraft Draft)> drafts, IEnumerable<StoredContact> owners, DateTimeOffset now)
    {
        var known = owners.SelectMany(one => one.Contact.Numbers.Select(number => (number.Number, one))).ToDictionary(one => one.Number, one => one.one, StringComparer.Ordinal);
        var changed = new Dictionary<Guid, StoredContact>();
        foreach (var (row, draft) in drafts)
        {
            var theirs = draft.Numbers.Select(number => known.GetValueOrDefault(number.Number)).OfType<StoredContact>().DistinctBy(one => one.Contact.Id).ToList();
            if (draft.Numbers.Select(number => _seen.GetValueOrDefault(number.Number)).FirstOrDefault(above => above > 0) is > 0 and var above)
            {
                Counts = Counts with { Duplicates = Counts.Duplicates + 1 };
                Problems.Add(new(row.Number, $"Row {above} has the same number.", row.Cells));
            }
            else if (theirs.Count > 1)
            {
                Bad(row, $"Its numbers belong to {theirs[0].Contact.Called} and {theirs[1].Contact.Called}. Merge them first.");
            }
            else if (Made(row, draft, theirs.FirstOrDefault(), now) is { } made)
            {
                // The next row of the same contact builds on this one.
                changed[made.Contact.Id] = made;
                foreach (var number in made.Contact.Numbers)
                {
                    known[number.Number] = made;
                }
            }
        }

        return [.. changed.Values];
    }

    /// <summary>Rows that another run took already: only their numbers count.</summary>
    public void Skip(IEnumerable<(SheetRow Row, ImportDraft Draft)> drafts)
    {
        foreach (var (row, draft) in drafts)
        {
            See(row, draft);
        }
    }

    public void Continue(ImportCounts counts) => Counts = counts;

    private StoredContact? Made(SheetRow row, ImportDraft draft, StoredContact? known, DateTimeOffset now)
    {
        try
        {
            var made = known is null ? ImportMatch.New(draft, by, now) : ImportMatch.Onto(known, draft, by, now);
            See(row, draft);
            Counts = known is null ? Counts with { New = Counts.New + 1 } : made is null ? Counts with { Unchanged = Counts.Unchanged + 1 } : Counts with { Updated = Counts.Updated + 1 };
            return made;
        }
        catch (RefusedException refused)
        {
            Bad(row, refused.Message);
            return null;
        }
    }

    private void See(SheetRow row, ImportDraft draft)
    {
        foreach (var number in draft.Numbers)
        {
            _seen.TryAdd(number.Number, row.Number);
        }
    }

    private void Bad(SheetRow row, string why)
    {
        Counts = Counts with { Bad = Counts.Bad + 1 };
        Problems.Add(new(row.Number, why, row.Cells));
    }
}
