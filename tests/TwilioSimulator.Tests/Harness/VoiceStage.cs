using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OrleansSms.TwilioSimulator.Tests.Harness;

/// <summary>A simulator and a product that answers voice webhooks with the TwiML the test wrote for their path.</summary>
internal sealed class VoiceStage : IAsyncDisposable
{
    public const string Agent = "+15002400001";
    public const string Customer = "+14155550123";

    private readonly ConcurrentDictionary<string, string> _documents = new();
    private readonly ConcurrentDictionary<string, (string Type, int Length, int Status)> _sounds = new();

    private VoiceStage(SimulatorUnderTest simulator, WebhookReceiver product)
    {
        (Simulator, Product) = (simulator, product);
        product.Answer = Answer;
    }

    public SimulatorUnderTest Simulator { get; }
    public WebhookReceiver Product { get; }

    public IReadOnlyList<string> Paths => [.. Product.Received.Select(webhook => webhook.Path)];

    public static async Task<VoiceStage> Set(params string[] args) =>
        new(await SimulatorUnderTest.Start(args), await WebhookReceiver.Start());

    /// <summary>Writes the answer for a path; "{url}" stands for the product's own address.</summary>
    public VoiceStage With(string path, string verbs)
    {
        _documents[path] = $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>{verbs.Replace("{url}", Product.Url, StringComparison.Ordinal)}</Response>";
        return this;
    }

    /// <summary>Puts a file at a path.</summary>
    public VoiceStage WithSound(string path, string type, int length, int status = StatusCodes.Status200OK)
    {
        _sounds[path] = (type, length, status);
        return this;
    }

    public string At(string path) => Product.Url + path;

    /// <summary>Asks for a call whose every event is told to /status.</summary>
    public Task<Answer> Call(string to = Agent, string url = "/voice", params (string Name, string Value)[] more) => Simulator.Post(
        SimulatorUnderTest.Path("Calls.json"),
        [
            ("To", to), ("From", SimulatorUnderTest.Line), ("Url", At(url)), ("StatusCallback", At("/status")),
            .. new[] { "initiated", "ringing", "answered", "completed" }.Select(name => ("StatusCallbackEvent", name)), .. more,
        ]);

    public Task<Answer> Fetch(string sid) => Simulator.Get(SimulatorUnderTest.Path($"Calls/{sid}.json"));

    public Task<Answer> Update(string sid, params (string Name, string Value)[] form) =>
        Simulator.Post(SimulatorUnderTest.Path($"Calls/{sid}.json"), form);

    /// <summary>A phone calls the line, whose voice address is /voice, and stays until the call is over.</summary>
    public async Task<Outcome> CallIn(object? script = null, string from = Customer, bool wait = true)
    {
        await Listen();
        var told = await Simulator.Control("inbound-call", new { from, to = SimulatorUnderTest.Line, script, wait });
        return new(told.GetProperty("callSid").GetString()!, told);
    }

    public Task Listen(string fallback = "") => Simulator.Control("numbers", new
    {
        phoneNumber = SimulatorUnderTest.Line, voiceUrl = At("/voice"), voiceFallbackUrl = fallback, statusCallback = At("/ended"),
    });

    public Task Phone(string number, object phone) => Simulator.Control("directory", new { number, phone });

    public Task Do(string sid, string what, string? digits = null) => Simulator.Control($"calls/{sid}/event", new { @event = what, digits });

    public ReceivedWebhook Single(string path) => Assert.Single(Product.Received, webhook => webhook.Path == path);

    /// <summary>The statuses told of a call, in the order of their sequence numbers.</summary>
    public IReadOnlyList<string> Statuses(string? sid = null, string path = "/status") =>
    [
        .. Product.Received.Where(webhook => webhook.Path == path && (sid is null || webhook["CallSid"] == sid))
            .OrderBy(webhook => int.Parse(webhook["SequenceNumber"]!, CultureInfo.InvariantCulture)).Select(webhook => webhook["CallStatus"]!),
    ];

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        await Product.DisposeAsync();
    }

    private Task Answer(ReceivedWebhook webhook, HttpContext context)
    {
        if (_sounds.TryGetValue(webhook.Path, out var sound))
        {
            (context.Response.StatusCode, context.Response.ContentType) = (sound.Status, sound.Type);
            return context.Response.Body.WriteAsync(new byte[sound.Length]).AsTask();
        }

        if (!_documents.TryGetValue(webhook.Path, out var document))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync(document);
    }
}

/// <summary>What the control API told of an inbound call.</summary>
internal sealed record Outcome(string Sid, System.Text.Json.JsonElement Json)
{
    public string? Status => Leg(0).GetProperty("status").GetString();

    public System.Text.Json.JsonElement Leg(int index) => Json.GetProperty("legs")[index];

    public IReadOnlyList<string> Problems =>
        [.. Json.GetProperty("legs").EnumerateArray().SelectMany(leg => leg.GetProperty("problems").EnumerateArray()).Select(problem => problem.GetString()!)];
}
