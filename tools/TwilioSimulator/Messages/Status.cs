namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>The statuses of a message and which may follow which.</summary>
internal static class Status
{
    public const string Accepted = "accepted";
    public const string Scheduled = "scheduled";
    public const string Queued = "queued";
    public const string Sending = "sending";
    public const string Sent = "sent";
    public const string InReview = "in_review";
    public const string Delivered = "delivered";
    public const string Undelivered = "undelivered";
    public const string Failed = "failed";
    public const string Canceled = "canceled";
    public const string Read = "read";
    public const string Received = "received";

    private static readonly string[] All =
    [
        Accepted, Scheduled, Queued, Sending, Sent, Delivered, Undelivered, Failed, Canceled, Read, "partially_delivered", "receiving", Received,
    ];

    public static bool IsKnown(string status) => All.Contains(status);

    public static bool IsFinal(string status) =>
        status is Delivered or Undelivered or Failed or Canceled or Read or Received or "partially_delivered";

    public static bool CanMove(string from, string to) => (from, to) switch
    {
        (Accepted or Scheduled, Queued) => true,
        (Accepted or Scheduled or Queued, Canceled) => true,
        (Queued, Sending) => true,
        (Accepted or Scheduled or Queued or Sending, Failed) => true,
        (Queued or Sending, Sent or InReview) => true,
        (Sent or InReview, Delivered or Undelivered) => true,
        (Delivered, Read) => true,
        _ => false,
    };
}
