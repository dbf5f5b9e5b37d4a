using System.Globalization;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Control;

/// <summary>The recorded traffic, oldest first, with the filters since, to and sid.</summary>
internal static class LogEndpoints
{
    public static void MapLogs(this IEndpointRouteBuilder control)
    {
        control.MapGet("/api-log", ApiLog);
        control.MapGet("/webhook-log", WebhookLog);
    }

    private static Task ApiLog(HttpContext context) => Answer<ApiLogEntry>(
        context,
        entry => entry.At,
        (entry, to) => Has(entry.Form, "To", to),
        (entry, sid) => entry.Sid == sid || entry.Path.Contains(sid, StringComparison.Ordinal));

    private static Task WebhookLog(HttpContext context) => Answer<WebhookLogEntry>(
        context,
        entry => entry.At,
        (entry, to) => Has(entry.Fields, "To", to),
        (entry, sid) => entry.Sid == sid);

    private static bool Has(IReadOnlyList<KeyValuePair<string, string>> fields, string name, string value) =>
        fields.Any(field => field.Key == name && field.Value == value);

    private static Task Answer<T>(HttpContext context, Func<T, DateTimeOffset> at, Func<T, string, bool> toIs, Func<T, string, bool> sidIs)
    {
        var query = WireForm.Parse(context.Request.QueryString.Value ?? "");
        DateTimeOffset since = default;
        if (query.Given("since") is { } text
            && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out since))
        {
            return ControlJson.Refuse(context, 400, "'since' must be an ISO 8601 time.");
        }

        var entries = context.RequestServices.GetRequiredService<Logbook<T>>().Read().Where(entry =>
            at(entry) >= since
            && (query.Given("to") is not { } to || toIs(entry, to))
            && (query.Given("sid") is not { } sid || sidIs(entry, sid)));
        return ControlJson.Write(context, entries);
    }
}
