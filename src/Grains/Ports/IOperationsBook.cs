using System.Collections.Immutable;
using OrleansSms.Operations;

namespace OrleansSms.Grains.Ports;

/// <summary>What is on its way to the carrier, counted over all lines, and how to hurry it.</summary>
public interface IOperationsBook
{
    /// <summary>Every line that has something on its way, the oldest line first.</summary>
    Task<ImmutableArray<LineOutbox>> Outbox(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>What is in doubt on the lines of a member, the oldest first.</summary>
    Task<ImmutableArray<OpenDoubt>> Doubts(Guid userId, int limit, CancellationToken cancellation);

    /// <summary>Which lines there are; for a member: which are theirs.</summary>
    /// <param name="userId">Null: all.</param>
    Task<ImmutableArray<string>> Lines(Guid? userId, CancellationToken cancellation);

    /// <summary>What was tried before and waits for another try is due now.</summary>
    Task<int> HurryTries(string line, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>What is in doubt is due to be looked up now.</summary>
    Task<int> HurryLookUps(string line, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>What this silo warned of, or failed at.</summary>
public interface ITroubles
{
    /// <summary>The newest first.</summary>
    ImmutableArray<Trouble> Newest();
}
