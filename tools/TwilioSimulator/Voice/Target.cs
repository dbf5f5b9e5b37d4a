namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>Where the next TwiML comes from: an address with what it is told beyond the usual, or the text itself.</summary>
internal sealed record Target(string Url, string Method)
{
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    /// <summary>TwiML that came with the order.</summary>
    public string? Twiml { get; init; }

    public static Target Inline(string twiml) => new("", "POST") { Twiml = twiml };
}

/// <summary>What follows a verb: the next one, another document, or the end of the call.</summary>
internal sealed record Next(Target? Target, bool IsEnd)
{
    public static readonly Next Verb = new(null, false);
    public static readonly Next HangUp = new(null, true);

    public static Next Document(Target target) => new(target, false);
}
