using System.Net;

namespace OrleansSms.TwilioSimulator.Tests.Harness;

internal static class Form
{
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string text) =>
    [
        .. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(parts => KeyValuePair.Create(WebUtility.UrlDecode(parts[0]), WebUtility.UrlDecode(parts.Length > 1 ? parts[1] : ""))),
    ];
}
