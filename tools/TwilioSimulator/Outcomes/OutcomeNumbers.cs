using System.Globalization;

namespace OrleansSms.TwilioSimulator.Outcomes;

/// <summary>Recipients in +1 500 2xx whose number says what will happen.</summary>
internal static class OutcomeNumbers
{
    private const string Special = "+150023";

    /// <summary>The code with which a request to this number is refused at once.</summary>
    public static int? RefusalOf(string to) => CodeAfter("+150020", to);

    public static Outcome Of(string to)
    {
        if (CodeAfter("+150021", to) is { } failed)
        {
            return new() { FailsWith = failed };
        }

        if (CodeAfter("+150022", to) is { } undelivered)
        {
            return new() { IsUndelivered = true, UndeliveredWith = undelivered };
        }

        return SpecialOf(to) switch
        {
            1 => new() { QueueHold = TimeSpan.FromSeconds(60) },
            2 => new() { NeverFinal = true },
            3 => new() { FinalAfter = TimeSpan.FromMinutes(10) },
            4 => new() { SentCallbackLast = true },
            5 => new() { CallbackTimes = 3 },
            6 => new() { NoCallbacks = true },
            11 => new() { SentBeforeAnswer = true },
            12 => new() { FlipsToUndelivered = true },
            13 => new() { IsUndelivered = true, UndeliveredWith = 30008, HidesErrorCode = true },
            14 => new() { IsReviewed = true },
            20 => new() { Reply = "Hello back" },
            21 => new() { Reply = "STOP" },
            23 => new() { Reply = "YES" },
            _ => Outcome.Normal,
        };
    }

    /// <summary>The last digits of a +1 500 23x number, or null for any other number.</summary>
    public static int? SpecialOf(string to) => Digits(Special, to);

    private static int? CodeAfter(string prefix, string to) => Digits(prefix, to) is >= 10_000 and var code ? code : null;

    private static int? Digits(string prefix, string to) =>
        to.Length == 12 && to.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(to.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? digits
            : null;
}
