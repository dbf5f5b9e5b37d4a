namespace OrleansSms.Calls;

/// <summary>What is said of a call: the carrier's words, and our own where it has none.</summary>
public static class CallWords
{
    public const string Queued = "queued";
    public const string Initiated = "initiated";
    public const string Ringing = "ringing";
    public const string InProgress = "in-progress";
    public const string Completed = "completed";
    public const string Busy = "busy";
    public const string NoAnswer = "no-answer";
    public const string Failed = "failed";
    public const string Canceled = "canceled";

    /// <summary>Our own: posted, and the answer was lost.</summary>
    public const string InDoubt = "in_doubt";

    /// <summary>Our own: the carrier was asked often enough without a trace of it, or could not be reached in time.</summary>
    public const string GivenUp = "given_up";

    /// <summary>Our own: the member who called pressed a key, so that the contact is dialled.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Our own: a member's phones are rung; the sequence number is the round's.</summary>
    public const string Rung = "rung";

    /// <summary>Our own: a member pressed the key that takes a call which came in. The first one has it.</summary>
    public const string Accepted = "accepted";

    /// <summary>Our own: the ringing is over, and both were connected.</summary>
    public const string Bridged = "bridged";

    /// <summary>Our own: the ringing is over, and nobody was connected.</summary>
    public const string NotBridged = "not_bridged";

    /// <summary>Our own: the contact was asked to leave a message.</summary>
    public const string Voicemail = "voicemail";

    /// <summary>Our own: turned away without ringing anywhere.</summary>
    public const string TurnedAway = "turned_away";

    /// <summary>Our own: a member ended it from the page.</summary>
    public const string HangUp = "hang_up";

    /// <summary>Our own: the announcement that the call is recorded was played.</summary>
    public const string Announced = "announced";
}
