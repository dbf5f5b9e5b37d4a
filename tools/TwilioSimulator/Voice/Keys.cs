namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>Keys that the carrier presses after the answer.</summary>
internal static class Keys
{
    private const double SecondsPerKey = 0.2;

    public static TimeSpan LengthOf(string digits) =>
        TimeSpan.FromSeconds(digits.Sum(key => key switch { 'w' => 0.5, 'W' => 1, _ => SecondsPerKey }));
}
