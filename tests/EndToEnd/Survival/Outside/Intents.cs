using System.Collections.Concurrent;

namespace OrleansSms.EndToEnd.Survival.Outside;

/// <summary>A text to us, delivered again under the same SID until it is taken.</summary>
internal sealed record Inbound(string Sid, string Body);

/// <summary>A text from us, asked for again with the same key until it is taken.</summary>
internal sealed record Outbound(string Key, string To, string Body)
{
    /// <summary>Ours, once it was taken.</summary>
    public Guid Id { get; set; }
}

/// <summary>A call from us, asked for again with the same key until it is taken.</summary>
internal sealed record Dialled(string Key, string To, string Via);

/// <summary>What the carrier says of a delivered text, said again until it is taken.</summary>
internal sealed record ReadReport(Guid MessageId, Guid ConversationId, string Sid);

/// <summary>What the carrier wrote down of a recording, told again until it is taken.</summary>
internal sealed record Transcript(Guid CallId, Guid ConversationId, string CallSid, string RecordingSid)
{
    public string Text => $"Please call back about {RecordingSid}.";
}

/// <summary>What the outside world wanted, all of it taken in the end.</summary>
internal sealed class Intents
{
    public ConcurrentBag<Inbound> Inbound { get; } = [];

    public ConcurrentBag<Outbound> Outbound { get; } = [];

    public ConcurrentBag<Dialled> Calls { get; } = [];

    public ConcurrentDictionary<Guid, ReadReport> Reports { get; } = [];

    public ConcurrentDictionary<Guid, Transcript> Transcripts { get; } = [];
}
