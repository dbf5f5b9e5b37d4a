using System.Globalization;

namespace OrleansSms.Audit;

/// <summary>Where the log stands: the number and hash of its last row. Kept outside of the database, it shows later that nothing up to there was cut off or written anew.</summary>
/// <param name="Hash">64 hexadecimal digits in lower case.</param>
public sealed record AuditSeal(long Number, string Hash)
{
    private const int HashLength = 64;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Hash}");

    /// <summary>Null: not one of ours.</summary>
    public static AuditSeal? Parse(string? text) =>
        text?.Trim().Split(':') is [var number, { Length: HashLength } hash]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
        && hash.All(char.IsAsciiHexDigit)
            ? new(value, hash.ToLowerInvariant())
            : null;
}

/// <summary>What following the log from its first row came to.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Seal">Null: there is none.</param>
/// <param name="Found">How many things are not as they were written.</param>
/// <param name="First">The first of them.</param>
public sealed record AuditVerdict(long Rows, AuditSeal? Seal, long Found, System.Collections.Immutable.ImmutableArray<AuditFinding> First);

/// <summary>A place where the log is not as it was written.</summary>
/// <param name="Sentence">For a person.</param>
public sealed record AuditFinding(long Number, string Sentence);
