namespace OrleansSms.TwilioSimulator.Outcomes;

/// <summary>Numbers in +1 500 240 whose phones take calls in a known way; every other number has the first of them.</summary>
internal static class PhoneNumbers
{
    private static readonly PhoneScript Agreeable = new() { PressesInEveryGather = "1", HangupAfter = 20 };

    public static PhoneScript Of(string role) => role switch
    {
        "+15002400002" => new() { Answer = PhoneAnswer.Busy },
        "+15002400003" => new() { Answer = PhoneAnswer.Never },
        "+15002400004" => new() { Answer = PhoneAnswer.Unreachable },

        // Greets for four seconds, records for eight, and hangs up like any mailbox.
        "+15002400005" => new() { RingsFor = 4, Kind = AnsweringKind.Machine, Speaks = 8, HangupAfter = 12 },
        "+15002400006" => new(),
        "+15002400007" => Agreeable with { SkipsRinging = true },
        "+15002400008" => new() { Answer = PhoneAnswer.Declines },
        "+15002400009" => new() { HangupAfter = 3 },

        // Presses the key that is asked for, and stays until somebody hangs up.
        "+15002400010" => new() { PressesInEveryGather = "1" },

        // A browser or an app that nobody told how to behave is not there.
        _ when role.StartsWith("client:", StringComparison.Ordinal) => new() { Answer = PhoneAnswer.Unreachable },
        _ => Agreeable,
    };
}
