namespace OrleansSms.Web.Live;

/// <summary>Whether the thread shows its end.</summary>
public sealed class StickEventArgs : EventArgs
{
    public bool Stuck { get; set; }
}

/// <summary>The end of the thread was looked at for a second.</summary>
public sealed class SeenEventArgs : EventArgs
{
    public int Inbound { get; set; }
}

/// <summary>A text on its way; the same client id again is the same text.</summary>
public sealed class SendEventArgs : EventArgs
{
    /// <summary>Id of the conversation, or <c>new</c>.</summary>
    public string Conv { get; set; } = "";

    public string Text { get; set; } = "";

    public string ClientId { get; set; } = "";

    /// <summary><c>note</c>: for the team alone; else a text.</summary>
    public string? Mode { get; set; }

    /// <summary>Not before this moment; null is at once.</summary>
    public DateTimeOffset? SendAt { get; set; }

    /// <summary>Only with a time: not if they write before it.</summary>
    public bool CancelOnReply { get; set; }

    /// <summary>Seconds in which it can be taken back.</summary>
    public int Hold { get; set; }

    /// <summary>Only for a new conversation: the line, E.164.</summary>
    public string? From { get; set; }

    /// <summary>Only for a new conversation: the number as typed.</summary>
    public string? To { get; set; }
}

/// <summary>What stands in a composer.</summary>
public sealed class DraftEventArgs : EventArgs
{
    public string Conv { get; set; } = "";

    public string Text { get; set; } = "";
}

/// <summary>The list rows that should exist.</summary>
public sealed class RangeEventArgs : EventArgs
{
    public int From { get; set; }

    public int Count { get; set; }
}

/// <summary>Whether a hand is on the list, and whether the list shows its top.</summary>
public sealed class HoldEventArgs : EventArgs
{
    public bool Held { get; set; }

    public bool Top { get; set; }
}

/// <summary>What stands in a field, a moment after the last key or at once on leaving it.</summary>
public sealed class TypedEventArgs : EventArgs
{
    public string Text { get; set; } = "";

    public bool Left { get; set; }
}

/// <summary>A template was put into a text.</summary>
public sealed class TemplateUsedEventArgs : EventArgs
{
    public string Id { get; set; } = "";
}

/// <summary>What somebody made of a field, and what stood there when they began.</summary>
public sealed class FieldSaveEventArgs : EventArgs
{
    public string Was { get; set; } = "";

    public string Text { get; set; } = "";
}

/// <summary>A passkey was made, or why not.</summary>
public sealed class PasskeyEventArgs : EventArgs
{
    public string Problem { get; set; } = "";
}

/// <summary>What the hand does at the open conversation.</summary>
public sealed class PresenceEventArgs : EventArgs
{
    /// <summary><c>away</c>, <c>here</c>, <c>typing</c> or <c>noting</c>.</summary>
    public string Doing { get; set; } = "";
}

/// <summary>Somebody looks again who did not for a while.</summary>
public sealed class AwayEventArgs : EventArgs
{
    /// <summary>When they last did: milliseconds since 1970, by the browser's clock.</summary>
    public long Since { get; set; }
}

/// <summary>How the phone in the browser stands: words of <see cref="SoftphoneState"/> and <see cref="SoftphoneProblem"/>.</summary>
public sealed class SoftphoneEventArgs : EventArgs
{
    public string State { get; set; } = "";

    public string Problem { get; set; } = "";

    /// <summary>Who calls.</summary>
    public string From { get; set; } = "";

    public bool Muted { get; set; }

    public bool Weak { get; set; }
}
