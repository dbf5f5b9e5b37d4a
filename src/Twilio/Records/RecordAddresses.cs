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
    private readonly string _calls = $"2010-04-01/Accounts/{accountSid}/Calls";

    public Uri List(CarrierQuery query) => new(api, $"{_messages}.json?{Filters(query)}");

    public Uri Message(string messageSid) => new(api, $"{_messages}/{messageSid}.json");

    public Uri MediaOf(string messageSid) => new(api, $"{_messages}/{messageSid}/Media.json");

    /// <summary>The file itself, as a webhook would have named it.</summary>
    public Uri Media(string messageSid, string mediaSid) => new(api, $"{_messages}/{messageSid}/Media/{mediaSid}");

    public Uri Calls(CallListQuery query) => new(api, $"{_calls}.json?{Written(
        ("To", query.To), ("From", query.From), ("StartTime>", DateOf(query.StartedFrom)), ("PageSize", query.PageSize.ToString(CultureInfo.InvariantCulture)))}");

    public Uri RecordingsOf(string callSid, int most) => new(api, $"{_calls}/{callSid}/Recordings.json?PageSize={most.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The file itself, as a callback would have named it.</summary>
    public Uri Recording(string recordingSid) => new(api, $"2010-04-01/Accounts/{accountSid}/Recordings/{recordingSid}");

    /// <summary>The next page, from the carrier's own words; null when they lead away from our messages.</summary>
    public Uri? Next(string told) => Next(told, _messages);

    /// <summary>As <see cref="Next(string)"/>, of our calls.</summary>
    public Uri? NextCalls(string told) => Next(told, _calls);

    private Uri? Next(string told, string list) =>
        Uri.TryCreate(new Uri(api.GetLeftPart(UriPartial.Authority)), told, out var next)
        && Uri.Compare(next, api, UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && next.AbsolutePath == $"/{list}.json"
            ? new(api, $"{list}.json{next.Query}")
            : null;

    private static string Filters(CarrierQuery query) => Written(
        ("To", query.To), ("From", query.From), ("DateSent>", DateOf(query.SentFrom)), ("DateSent<", DateOf(query.SentUntil)),
        ("PageSize", query.PageSize.ToString(CultureInfo.InvariantCulture)));

    private static string? DateOf(DateTimeOffset? date) => date is { } moment ? CarrierDates.Write(moment) : null;

    // The names of the date filters end with the sign itself, which has to be encoded like everything else:
    // a filter that is not understood is ignored without a word.
    private static string Written(params IEnumerable<(string Name, string? Value)> filters) => string.Join('&', filters
        .Where(filter => filter.Value is not null)
        .Select(filter => $"{Uri.EscapeDataString(filter.Name)}={Uri.EscapeDataString(filter.Value!)}"));
}
