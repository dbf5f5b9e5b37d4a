namespace OrleansSms.TwilioSimulator.Outcomes;

/// <summary>What a phone does when it is called.</summary>
internal enum PhoneAnswer
{
    Picks,
    Busy,
    Declines,
    Never,
    Unreachable,

    /// <summary>Rings until the control API, or the virtual phone, says what happens.</summary>
    ByHand,
}

/// <summary>Who is there when a phone was answered.</summary>
internal enum AnsweringKind
{
    Human,
    Machine,
    Fax,
    Unknown,
}

/// <summary>How a simulated phone behaves in a call. Times in seconds of the simulated clock.</summary>
internal sealed record PhoneScript
{
    public static readonly PhoneScript Caller = new();

    public PhoneAnswer Answer { get; init; }

    /// <summary>Answered without ringing first.</summary>
    public bool SkipsRinging { get; init; }
    public double RingsFor { get; init; } = 2;

    /// <summary>Keys for one Gather after the other; afterwards nothing is pressed.</summary>
    public IReadOnlyList<string> Digits { get; init; } = [];
    public string? PressesInEveryGather { get; init; }

    /// <summary>How long after the prompts of a Gather the first key is pressed.</summary>
    public double PressesAfter { get; init; } = 1;

    /// <summary>Hangs up so long after the answer, a caller so long after the call began; null stays on the line.</summary>
    public double? HangupAfter { get; init; }

    /// <summary>Speaks so long into a Record, then is silent; null speaks until the end.</summary>
    public double? Speaks { get; init; } = 5;

    /// <summary>A key that ends the message of a Record.</summary>
    public string? RecordKey { get; init; }

    /// <summary>What a transcript of the message says.</summary>
    public string Says { get; init; } = "Hello, please call me back.";

    public AnsweringKind Kind { get; init; }

    /// <summary>How long a mailbox greets before its tone.</summary>
    public double GreetsFor { get; init; } = 4;

    /// <summary>Why this script makes no sense, in words for a person; null when it does.</summary>
    public string? Problem() => this switch
    {
        { RingsFor: < 0 or > 3600 } or { PressesAfter: < 0 or > 3600 } or { HangupAfter: < 0 or > 86_400 } or { Speaks: < 0 or > 86_400 }
            or { GreetsFor: < 0 or > 3600 } => "A time of the script must not be negative, and at most a day.",
        { Digits.Count: > 100 } => "A script has at most 100 entries of digits.",
        _ when !AreKeys(PressesInEveryGather) || !AreKeys(RecordKey) || !Digits.All(AreKeys) => "Keys are 0-9, * and #.",
        _ => null,
    };

    public static bool AreKeys(string? keys) => keys is null || keys.Length <= 100 && keys.All(key => char.IsAsciiDigit(key) || key is '*' or '#');
}
