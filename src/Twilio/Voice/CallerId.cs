using System.Collections.Frozen;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Twilio.Voice;

/// <summary>Who calls. The carrier has many ways of saying that somebody does not want to be known; here there is one.</summary>
internal static class CallerId
{
    /// <summary>Everybody who withholds the number is this contact.</summary>
    public const string Withheld = "ANONYMOUS";

    private const int Longest = 64;

    // The numbers are the same words, typed on a telephone's keys.
    private static readonly FrozenSet<string> Nobody = ((string[])
    [
        "", "ANONYMOUS", "UNAVAILABLE", "RESTRICTED", "UNKNOWN", "BLOCKED", "PRIVATE",
        "266696687", "86282452253", "7378742833", "8656696", "2562533", "7748283",
    ]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <returns>E.164, or as the carrier wrote it; null: longer than anything that calls.</returns>
    public static string? Read(string? from)
    {
        var told = (from ?? "").Trim();
        if (Nobody.Contains(told.TrimStart('+')) || Nobody.Contains(UserOf(told)))
        {
            return Withheld;
        }

        return PhoneNumber.Canonical(told) is { Length: <= Longest } contact ? contact : null;
    }

    /// <summary>The part of a SIP address that says who; all of anything else.</summary>
    private static string UserOf(string told)
    {
        if (!told.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) && !told.StartsWith("sips:", StringComparison.OrdinalIgnoreCase))
        {
            return told;
        }

        var user = told[(told.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return user.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? user[..at] : user;
    }
}
