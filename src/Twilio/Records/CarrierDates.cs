using System.Globalization;

namespace OrleansSms.Twilio.Records;

/// <summary>The carrier's dates: in mail's form when it answers, in ISO's when it is asked.</summary>
internal static class CarrierDates
{
    private const DateTimeStyles Utc = DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    // "Wed, 22 Jul 2026 10:29:58 +0000", and what neighbouring products of the carrier write.
    private static readonly string[] Forms = ["ddd, dd MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss zzz", "r", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>English names, whatever the machine speaks. Null: no date.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, Utc, out var date) ? date : null;

    /// <summary>For a filter; the carrier counts in seconds.</summary>
    public static string Write(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
