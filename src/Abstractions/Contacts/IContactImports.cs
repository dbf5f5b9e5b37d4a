using System.Collections.Immutable;

namespace OrleansSms.Contacts;

/// <summary>
/// Files that become contacts, in steps: upload, say what the columns are, look at what would happen, start. Nothing is in the
/// book before the last. For administrators and owners, each their own files; anybody else gets a <see cref="RefusedException"/>.
/// </summary>
public interface IContactImports
{
    /// <summary>The largest file that is taken, in bytes.</summary>
    const int LargestFile = 10 * 1024 * 1024;

    /// <summary>Keeps the file for a day.</summary>
    Task<Guid> Upload(string fileName, Stream content, CancellationToken cancellation);

    /// <summary>What is in the file; null: there is no such file any more.</summary>
    Task<ImportSheet?> Look(Guid id, CancellationToken cancellation);

    /// <summary>What would happen. The choices are kept with the file.</summary>
    Task<ImportCounts> Check(Guid id, ImportChoices choices, CancellationToken cancellation);

    /// <summary>The rows that would be left out, and why; of the last check.</summary>
    IAsyncEnumerable<ImportProblem> Problems(Guid id, CancellationToken cancellation);

    /// <summary>Begins as checked. It goes on whoever looks, and on another silo when this one ends. Started twice, it runs once.</summary>
    Task Start(Guid id, CancellationToken cancellation);

    /// <summary>How far it is; null: there is no such import any more.</summary>
    Task<ContactImport?> Find(Guid id, CancellationToken cancellation);
}

/// <summary>A file on its way.</summary>
/// <param name="IsRunning">False with <paramref name="IsDone"/> false: not started.</param>
/// <param name="Total">Rows of the file.</param>
/// <param name="Done">Rows that were gone through.</param>
/// <param name="Counts">What happened so far.</param>
public sealed record ContactImport(Guid Id, string FileName, bool IsRunning, bool IsDone, int Total, int Done, ImportCounts Counts);

/// <summary>What is in a file.</summary>
/// <param name="Heads">The first row.</param>
/// <param name="Rows">The five below it.</param>
/// <param name="Encoding">What it was read as.</param>
/// <param name="Total">Rows, with the first.</param>
/// <param name="Choices">What was chosen, or else what it looks like.</param>
public sealed record ImportSheet(
    string FileName, ImmutableArray<string> Heads, ImmutableArray<ImmutableArray<string>> Rows, string Encoding, int Total, ImportChoices Choices);

/// <param name="Columns">One for each column of the file.</param>
/// <param name="HasHeads">The first row says what the columns are.</param>
/// <param name="Region">ISO country that national numbers are read in.</param>
public sealed record ImportChoices(ImmutableArray<ImportColumn> Columns, bool HasHeads, string? Region);

/// <summary>What a column is.</summary>
/// <param name="Name">The label of a number, the name of a field.</param>
public sealed record ImportColumn(ImportKind Kind, string Name = "");

/// <summary>What a column can be.</summary>
public enum ImportKind
{
    Nothing = 0,
    Name = 1,
    FirstName = 2,
    LastName = 3,
    Number = 4,

    /// <summary>Of the number in the column before.</summary>
    Label = 5,
    Company = 6,
    Email = 7,

    /// <summary>Several, with commas or semicolons between.</summary>
    Tags = 8,
    Notes = 9,
    Field = 10,
}

/// <summary>Rows by what becomes of them.</summary>
/// <param name="Unchanged">In the book already, with all of it.</param>
/// <param name="Duplicates">With a number of a row above.</param>
/// <param name="Bad">With something that cannot be read.</param>
public sealed record ImportCounts(int New = 0, int Updated = 0, int Unchanged = 0, int Duplicates = 0, int Bad = 0)
{
    public int LeftOut => Duplicates + Bad;
}

/// <summary>A row that is left out.</summary>
/// <param name="Row">Its place in the file, from 1.</param>
/// <param name="Why">A sentence for a person.</param>
public sealed record ImportProblem(int Row, string Why, ImmutableArray<string> Cells);
