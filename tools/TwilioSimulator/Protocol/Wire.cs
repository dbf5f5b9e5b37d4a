using System.Globalization;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>How values are written on the wire.</summary>
internal static class Wire
{
    public static string Date(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    public static string? Date(DateTimeOffset? instant) => instant is { } known ? Date(known) : null;

    public static string IsoDate(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Price(decimal price) => price.ToString("0.00000", CultureInfo.InvariantCulture);

    public static bool IsWebAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;
}
