namespace OrleansSms.TwilioSimulator.Calls;

/// <summary>The states of a call, and which may follow which. Every other move is nothing to do.</summary>
internal static class CallStatus
{
    public const string Queued = "queued";

    /// <summary>Dialling has begun. Only callbacks say so; the resource still shows queued.</summary>
    public const string Initiated = "initiated";
    public const string Ringing = "ringing";
    public const string InProgress = "in-progress";
    public const string Completed = "completed";
    public const string Busy = "busy";
    public const string NoAnswer = "no-answer";
    public const string Failed = "failed";
    public const string Canceled = "canceled";

    public static bool IsFinal(string status) => status is Completed or Busy or NoAnswer or Failed or Canceled;

    public static bool CanMove(string from, string to) => (from, to) switch
    {
        (Queued, Initiated or Canceled or Failed) => true,
        (Initiated, Ringing) => true,
        (Initiated or Ringing, InProgress or Busy or NoAnswer or Failed or Canceled) => true,
        (InProgress, Completed or Failed) => true,
        _ => false,
    };

    /// <summary>What becomes of a call in this state when it is ended from our side, or by a caller.</summary>
    public static string WhenHungUp(string status) => status == InProgress ? Completed : Canceled;

    /// <summary>The name of the event with which callbacks tell that this state was reached.</summary>
    public static string EventOf(string status) => status switch
    {
        InProgress => "answered",
        _ when IsFinal(status) => "completed",
        _ => status,
    };

    /// <summary>What the telephone network said at the end, unless it is told otherwise.</summary>
    public static int SipCodeOf(string status) => status switch
    {
        Completed => 200,
        Busy => 486,
        Failed => 404,
        _ => 487,
    };
}
