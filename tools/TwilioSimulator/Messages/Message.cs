using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Outcomes;

namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>One text at the carrier. Changed only under the world's gate.</summary>
internal sealed class Message : IArchived
{
    public required string Sid { get; init; }
    public required string AccountSid { get; init; }
    public required string Direction { get; init; }
    public required string To { get; init; }
    public required string Body { get; set; }
    public required string Status { get; set; }
    public required DateTimeOffset Created { get; init; }
    public required Outcome Outcome { get; init; }

    public long Position { get; set; }

    public string? From { get; set; }
    public string? ServiceSid { get; init; }
    public int NumSegments { get; set; } = 1;

    /// <summary>False while a service has not chosen a sender: the wire then shows zero segments.</summary>
    public bool SegmentsKnown { get; set; } = true;

    public int NumMedia { get; init; }
    public bool IsMms { get; init; }
    public string? StatusCallback { get; set; }
    public string StatusCallbackMethod { get; set; } = "POST";

    /// <summary>Keyword confirmations come from the network itself: no callbacks, no opt-out check.</summary>
    public bool IsNetworkText { get; set; }

    public TimeSpan Validity { get; init; } = TimeSpan.FromSeconds(36_000);
    public DateTimeOffset? SendAt { get; init; }
    public DateTimeOffset Updated { get; set; }
    public DateTimeOffset? Sent { get; set; }
    public string? Price { get; set; }
    public int? ErrorCode { get; set; }
    public bool IsDeleted { get; set; }

    public bool IsInbound => Direction == "inbound";

    /// <summary>The handset of this text, whichever way it goes.</summary>
    public string? Handset => IsInbound ? From : To;

    /// <summary>Our side of this text, whichever way it goes.</summary>
    public string? Line => IsInbound ? To : From;
}
