using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>Where sweeps stand, durable: a sweep that dies goes on where it was.</summary>
public interface ISweepStore
{
    /// <summary>Lines with a pass that is due.</summary>
    Task<ImmutableArray<string>> DueLines(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>A line's pass as it stands; one that never ran stands at its beginning.</summary>
    Task<SweepProgress> Load(string line, SweepPass pass, CancellationToken cancellation);

    /// <summary>The progress and what its page brought, in one transaction. A find that is there already stays as it is.</summary>
    Task Save(SweepProgress progress, ImmutableArray<FoundText> finds, CancellationToken cancellation);

    /// <summary>Every pass of the line that is not due becomes due.</summary>
    Task Hurry(string line, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>One pass of every line that is not due becomes due.</summary>
    Task Hurry(SweepPass pass, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Which of the carrier's names we know, and what we have of those messages. One question, however many names.</summary>
    Task<ImmutableArray<KnownMessage>> Known(ImmutableArray<string> sids, CancellationToken cancellation);

    /// <summary>Finds of the line that wait for their conversation, oldest first.</summary>
    /// <param name="after">The last one that was given; null: from the beginning.</param>
    Task<ImmutableArray<FoundText>> Finds(string line, FoundText? after, int limit, CancellationToken cancellation);

    /// <summary>Their conversations have these.</summary>
    /// <returns>How many of them are there because of the sweep; the others came by themselves meanwhile.</returns>
    Task<int> Took(ImmutableArray<string> sids, CancellationToken cancellation);

    /// <summary>Where the sweeps of a member's lines stand, the oldest line first.</summary>
    Task<ImmutableArray<SweptLine>> Of(Guid userId, CancellationToken cancellation);

    Task<bool> IsOwner(Guid userId, CancellationToken cancellation);
}

/// <summary>What a sweep looks for.</summary>
public enum SweepPass
{
    /// <summary>Texts to us that never came.</summary>
    [JsonStringEnumMemberName("inbound")] Inbound = 0,

    /// <summary>Messages of ours whose end nobody told.</summary>
    [JsonStringEnumMemberName("statuses")] Statuses = 1,

    /// <summary>Prices of messages of ours.</summary>
    [JsonStringEnumMemberName("prices")] Prices = 2,

    /// <summary>Calls to us that never came, how calls ended, and recordings of them.</summary>
    [JsonStringEnumMemberName("calls")] Calls = 3,
}

/// <summary>How far a line's pass has come.</summary>
public sealed record SweepProgress(string Line, SweepPass Pass)
{
    /// <summary>Nothing older is ever taken: an account had a life before us.</summary>
    public DateTimeOffset? Floor { get; init; }

    /// <summary>Looked at completely until here.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>When it last looked back far.</summary>
    public DateTimeOffset? DeepAt { get; init; }

    /// <summary>What is being looked at; null: nothing at the moment.</summary>
    public SweepWindow? Window { get; init; }

    /// <summary>The carrier's next page; null: the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>All pages of the window are read.</summary>
    public bool IsListed { get; init; }

    public int Pages { get; init; }

    public int Found { get; init; }

    public int Recovered { get; init; }

    public long RecoveredTotal { get; init; }

    /// <summary>Messages from this line that we did not send.</summary>
    public int Elsewhere { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Null: at once.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>In a row.</summary>
    public int Faults { get; init; }

    /// <summary>The last fault in words, until a look ends well.</summary>
    public string? Fault { get; init; }

    public bool IsDue(DateTimeOffset now) => NextAt is null || NextAt <= now;
}

/// <summary>A stretch of the carrier's time.</summary>
/// <param name="ByDate">The carrier is asked for the dates, and may leave out what it never sent; else for everything, newest first.</param>
public sealed record SweepWindow(DateTimeOffset From, DateTimeOffset Until, bool ByDate);

/// <summary>A text to us that the carrier has and we have not.</summary>
/// <param name="Contact">The sender, canonical.</param>
/// <param name="DateCreated">To the second.</param>
/// <param name="Place">The order within a second: the higher, the later.</param>
public sealed record FoundText(
    string MessageSid, string Line, string Contact, string Body, int NumSegments, int MediaCount, DateTimeOffset DateCreated, int Place);

/// <summary>What we have of a message that the carrier names.</summary>
public sealed record KnownMessage(string MessageSid, ConversationId ConversationId, Guid MessageId, int Number, Direction Direction, bool HasPrice);

/// <summary>A line and its passes, those that ever ran.</summary>
public sealed record SweptLine(string Number, string? Name, ImmutableArray<SweepProgress> Passes);
