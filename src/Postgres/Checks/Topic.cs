using System.Collections.Immutable;

namespace OrleansSms.Postgres.Checks;

/// <summary>What one line of the report is about.</summary>
/// <param name="Advice">What to do when it is wrong.</param>
internal sealed record Topic(string Name, string Title, string Advice)
{
    public CheckResult Judge(long found, ImmutableArray<Offender> first) => found == 0
        ? new(Name, Title, CheckOutcome.Ok, 0, [], WhatToDo: null, Reason: null)
        : new(Name, Title, CheckOutcome.Wrong, found, first, Advice, Reason: null);

    public CheckResult NotChecked(string reason) => new(Name, Title, CheckOutcome.NotChecked, 0, [], WhatToDo: null, reason);
}

/// <summary>Several topics that one look at the data answers.</summary>
internal interface ICheck
{
    ImmutableArray<Topic> Topics { get; }

    /// <summary>A result for each topic.</summary>
    Task<ImmutableArray<CheckResult>> Run(Snapshot snapshot, CancellationToken cancellation);
}

/// <summary>Counts what offends and keeps the first.</summary>
internal sealed class Tally(Topic topic)
{
    public const int Kept = 5;

    private readonly ImmutableArray<Offender>.Builder _first = ImmutableArray.CreateBuilder<Offender>(Kept);
    private long _found;

    public CheckResult Result => topic.Judge(_found, _first.ToImmutable());

    public void Add(string id, string detail)
    {
        _found++;
        if (_first.Count < Kept)
        {
            _first.Add(new(id, detail));
        }
    }
}
