using System.Collections.Immutable;
using OrleansSms.Audit;

namespace OrleansSms.Postgres.Checks;

/// <summary>What a check-up of a database found.</summary>
/// <param name="Database">Its name and server, without role or password.</param>
/// <param name="At">The moment whose state was looked at, by the database's clock, UTC.</param>
public sealed record CheckReport(string Database, DateTimeOffset At, ImmutableArray<CheckResult> Results)
{
    public bool IsSound => Results.All(result => result.Outcome == CheckOutcome.Ok);

    /// <summary>Every check could be made, whatever it found.</summary>
    public bool IsComplete => Results.All(result => result.Outcome != CheckOutcome.NotChecked);
}

/// <summary>One line of the report.</summary>
/// <param name="Name">Stable; for scripts.</param>
/// <param name="Title">What was checked, as a sentence that is true of a sound database.</param>
/// <param name="Found">How many offend.</param>
/// <param name="First">The first of them; ids and counts, never phone numbers or texts.</param>
/// <param name="WhatToDo">Null where nothing is wrong.</param>
/// <param name="Reason">Why it could not be checked.</param>
public sealed record CheckResult(
    string Name, string Title, CheckOutcome Outcome, long Found, ImmutableArray<Offender> First, string? WhatToDo, string? Reason)
{
    /// <summary>What is worth keeping of a check whatever it found.</summary>
    public string? Note { get; init; }
}

public enum CheckOutcome
{
    Ok = 0,
    Wrong = 1,
    NotChecked = 2,
}

/// <summary>A row that is not as it should be.</summary>
public sealed record Offender(string Id, string Detail);

/// <summary>How far a check-up has come.</summary>
/// <param name="Title">What is being checked.</param>
/// <param name="Rows">Read so far, where rows are read one by one.</param>
public sealed record CheckProgress(string Title, long Rows);

/// <summary>What is still normal.</summary>
public sealed record CheckLimits
{
    /// <summary>How long a message that is due may wait for its line. A long queue behind a slow line is no damage.</summary>
    public TimeSpan Overdue { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Where the audit log stood once, as somebody noted outside of the database.</summary>
    public AuditSeal? AuditSeal { get; init; }
}
