using System.Globalization;
using Microsoft.Extensions.FileProviders;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Control;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Outcomes;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Phone;

/// <summary>The virtual phone: a page, and what it asks for every second.</summary>
internal static class PhoneEndpoints
{
    private const string Accounts = "/2010-04-01/Accounts/";
    private const int ShownMessages = 200;
    private const int ShownHandsets = 12;
    private const int ShownLog = 40;

    public static void UsePhonePage(this WebApplication app)
    {
        var files = new EmbeddedFileProvider(typeof(PhoneEndpoints).Assembly, "OrleansSms.TwilioSimulator.wwwroot");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = file =>
            {
                var headers = file.Context.Response.Headers;
                headers.ContentSecurityPolicy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
                headers.XContentTypeOptions = "nosniff";
                headers.CacheControl = "no-cache";
            },
        });
    }

    public static void MapPhone(this WebApplication app) => app.MapGet("/_phone/state", Read);

    private static Task Read(HttpContext context)
    {
        var world = context.RequestServices.GetRequiredService<Simulation>().World;
        var webhooks = context.RequestServices.GetRequiredService<Logbook<WebhookLogEntry>>().Read();
        var requests = context.RequestServices.GetRequiredService<Logbook<ApiLogEntry>>().Read();
        var query = WireForm.Parse(context.Request.QueryString.Value ?? "");
        var (handset, line) = (query.Given("handset"), query.Given("line"));
        object state;
        lock (world.Gate)
        {
            var stamp = string.Create(CultureInfo.InvariantCulture, $"{world.Seed}.{world.Version}.{webhooks.Count}.{(webhooks.Count > 0 ? webhooks[^1].At.Ticks : 0)}");
            if (query.Given("stamp") == stamp)
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }

            state = new
            {
                stamp,
                lines = world.Numbers.All.Where(number => number.Sms).Select(number => number.Number).ToList(),
                voiceLines = world.Numbers.All.Where(number => number.Voice).Select(number => number.Number).ToList(),
                calls = PhoneCalls.Of(world, handset, line),
                answersByHand = handset is not null && world.Handsets.PhoneOf(handset).Answer == PhoneAnswer.ByHand,
                handsets = world.Messages.NewestFirst.Select(message => message.Handset).OfType<string>()
                    .Concat(world.Calls.NewestFirst.Select(call => call.Handset))
                    .Distinct().Take(ShownHandsets).ToList(),
                messages = world.Messages.NewestFirst
                    .Where(message => message.Handset == handset && message.Line == line && handset is not null)
                    .Take(ShownMessages).Reverse().Select(Bubble).ToList(),
            };
        }

        return ControlJson.Write(context, new
        {
            thread = state,
            requests = requests.TakeLast(ShownLog).Reverse().Select(entry =>
                new { entry.At, entry.Method, path = Short(entry.Path), entry.Status, entry.ErrorCode, entry.Fault, to = To(entry) }),
            webhooks = webhooks.TakeLast(ShownLog).Reverse().Select(entry =>
                new { entry.At, entry.Kind, entry.Url, entry.Status, entry.ErrorCode, entry.Fault, attempts = entry.Attempts.Count, what = What(entry) }),
        });
    }

    private static object Bubble(Message message) => new
    {
        message.Sid,
        message.Body,
        message.Status,
        message.ErrorCode,
        message.NumSegments,
        message.NumMedia,
        at = message.Created,
        fromHandset = message.IsInbound,
    };

    private static string? To(ApiLogEntry entry) => entry.Form.FirstOrDefault(field => field.Key == "To").Value;

    private static string? What(WebhookLogEntry entry) => entry.Fields.FirstOrDefault(field => field.Key is "MessageStatus" or "CallStatus" or "RecordingStatus").Value;

    // The account says little in a log of one account.
    private static string Short(string path) =>
        path.StartsWith(Accounts, StringComparison.Ordinal) && path.IndexOf('/', Accounts.Length) is > 0 and var end ? "…" + path[end..] : path;
}
