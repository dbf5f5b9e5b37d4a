using System.Globalization;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Records;

/// <summary>
/// Where our records lie at the carrier. Our credentials go to every one of these addresses, so nothing an answer says
/// can lead to another host or another account.
/// </summary>
internal sealed class RecordAddresses(Uri api, string accountSid)
{
    private readonly string _messages = $"2010-04-01/Accounts/{accountSid}/Messages";

    public Uri List(CarrierQuery query) => new(api, $"{_messages}.json?{string.Join('&', Filters(query))}");

    public Uri Message(string messageSid) => new(api, $"{_messages}/{messageSid}.json");

    public Uri MediaOf(string messageSid) => new(api, $"{_messages}/{messageSid}/Media.json");

    /// <summary>The file itself, as a webhook would have named it.</summary>
    public Uri Media(string messageSid, string mediaSid) => new(api, $"{_messages}/{messageSid}/Media/{mediaSid}");

    /// <summary>The next page, from the carrier's own words; null when they lead away from our messages.</summary>
    public Uri? Next(string told) =>
        Uri.TryCreate(new Uri(api.GetLeftPart(UriPartial.Authority)), told, out var next)
        && Uri.Compare(next, api, UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && next.AbsolutePath == $"/{_messages}.json"
            ? new(api, $"{_messages}.json{next.Query}")
            : null;

    private static IEnumerable<string> Filters(CarrierQuery query)
    {
        // The names of the date filters end with the sign itself, which has to be encoded like everything else:
        // a filter that is not understood is ignored without a word.
        (string Name, string? Value)[] filters =
        [
            ("To", query.To),
            ("From", query.From),
            ("DateSent>", query.SentFrom is { } from ? CarrierDates.Write(from) : null),
            ("DateSent<", query.SentUntil is { } until ? CarrierDates.Write(until) : null),
            ("PageSize", query.PageSize.ToString(CultureInfo.InvariantCulture)),
        ];
        return filters.Where(filter => filter.Value is not null)
            .Select(filter => $"{Uri.EscapeDataString(filter.Name)}={Uri.EscapeDataString(filter.Value!)}");
    }
}
