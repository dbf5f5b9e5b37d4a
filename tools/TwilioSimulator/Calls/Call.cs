using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Calls;

/// <summary>One leg of a telephone call, as the carrier keeps it. Changed only under the world's gate.</summary>
internal sealed class Call : IArchived
{
    public const string Inbound = "inbound";
    public const string OutboundApi = "outbound-api";
    public const string OutboundDial = "outbound-dial";

    public required string Sid { get; init; }
    public required string AccountSid { get; init; }
    public required string Direction { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public required string Status { get; set; }
    public required DateTimeOffset Created { get; init; }
    public long Position { get; set; }
    public bool IsDeleted { get; set; }

    public string? ParentSid { get; init; }
    public string? NumberSid { get; init; }
    public DateTimeOffset Updated { get; set; }
    public DateTimeOffset? Started { get; set; }
    public DateTimeOffset? Answered { get; set; }
    public DateTimeOffset? Ended { get; set; }

    public AskingTime Asking { get; } = new();

    /// <summary>How long our addresses had taken before the answer.</summary>
    public TimeSpan AskedBeforeAnswer { get; set; }

    /// <summary>Seconds of talk; null while it runs, and when nobody ever answered.</summary>
    public int? Seconds { get; set; }

    /// <summary>Minutes that are billed: every one that was begun.</summary>
    public int Minutes => Seconds is { } seconds ? Math.Max(1, (seconds + 59) / 60) : 0;
    public int? SipCode { get; set; }
    public string? AnsweredBy { get; set; }
    public string? Price { get; set; }

    /// <summary>How many events there were so far; they are numbered from 0, whether or not anybody is told.</summary>
    public int Events { get; set; }

    public Subscription? Subscription { get; set; }

    /// <summary>Callbacks that a fault keeps back until the last one was sent.</summary>
    public List<Callback> Held { get; } = [];

    /// <summary>What was wrong with our answers and orders, as the carrier's debugger would show it.</summary>
    public List<string> Problems { get; } = [];

    public bool IsOver => CallStatus.IsFinal(Status);

    public bool IsInbound => Direction == Inbound;

    /// <summary>The phone out there, whichever way the call goes.</summary>
    public string Handset => IsInbound ? From : To;

    /// <summary>Our side of the call.</summary>
    public string Line => IsInbound ? To : From;
}

/// <summary>Who wants to hear of which events.</summary>
internal sealed record Subscription(string Url, string Method, IReadOnlyCollection<string> Events)
{
    public bool Wants(string name) => Events.Contains(name);
}
