using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace OrleansSms.TwilioSimulator.Tests.Harness;

/// <summary>A web server that stands for the product: it keeps what it got and answers what the test says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();

    private WebhookReceiver(WebApplication app) => _app = app;

    public Func<ReceivedWebhook, HttpContext, Task> Answer { get; set; } = (_, context) =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    public string Url { get; private set; } = "";

    public IReadOnlyList<string> Statuses => [.. Received.Select(webhook => webhook["MessageStatus"] ?? "")];

    public static async Task<WebhookReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(receiver.Take);
        await receiver._app.StartAsync();
        receiver.Url = receiver._app.Urls.First();
        return receiver;
    }

    public void AnswerWith(string contentType, string body, int status = 200) => Answer = (_, context) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var webhook = new ReceivedWebhook(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Form.Parse(await reader.ReadToEndAsync()));
        _received.Enqueue(webhook);
        await Answer(webhook, context);
    }
}

internal sealed record ReceivedWebhook(
    string Method, string Target, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    public string Path => Target.Split('?')[0];

    public string Token => Headers["I-Twilio-Idempotency-Token"];

    public string? Signature => Headers.GetValueOrDefault("X-Twilio-Signature");

    public string? this[string name] => Fields.FirstOrDefault(field => field.Key == name).Value;
}
