using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansSms.TestKit.Processes;

/// <summary>The carrier: the simulator as a process, driven through its control API.</summary>
public sealed class SimulatorProcess : ProgramProcess
{
    private const string Announcement = "Simulator listening on ";

    private SimulatorProcess(int port, IReadOnlyDictionary<string, string> settings)
        : base(BuiltPrograms.Simulator, ["--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")], settings)
    {
    }

    public Uri Address => Http.BaseAddress!;

    public HttpClient Http { get; } = new();

    /// <param name="port">0: any that is free.</param>
    /// <param name="settings">Keys of its configuration, such as <c>Simulator__Speed</c>.</param>
    public static async Task<SimulatorProcess> Start(int port, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation)
    {
        var simulator = new SimulatorProcess(port, settings);
        try
        {
            var said = await simulator.Log.Line(line => line.StartsWith(Announcement, StringComparison.Ordinal), cancellation);
            simulator.Http.BaseAddress = new(said[Announcement.Length..]);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells every number of the carrier where texts to it go.</summary>
    public async Task Deliver(Uri webhook, CancellationToken cancellation)
    {
        foreach (var number in Carriers.Numbers)
        {
            await Order("numbers", new { phoneNumber = number, smsUrl = webhook.AbsoluteUri, smsFallbackUrl = webhook.AbsoluteUri }, cancellation);
        }
    }

    /// <summary>Tells every number of the carrier who is asked about calls to it.</summary>
    public async Task Answer(Uri webhook, Uri status, CancellationToken cancellation)
    {
        foreach (var number in Carriers.Numbers)
        {
            await Answer(number, webhook, status, cancellation);
        }
    }

    /// <summary>Makes it a number that takes calls, which the carrier may not have yet, and tells it who is asked about them.</summary>
    public Task Answer(string number, Uri webhook, Uri status, CancellationToken cancellation) =>
        Order("numbers", new { phoneNumber = number, voice = true, voiceUrl = webhook.AbsoluteUri, voiceFallbackUrl = webhook.AbsoluteUri, statusCallback = status.AbsoluteUri }, cancellation);

    /// <summary>Somebody calls one of our numbers; returns while it rings.</summary>
    public Task<JsonElement> Ring(string from, string to, object script, CancellationToken cancellation) =>
        Order("inbound-call", new { from, to, script, wait = false }, cancellation);

    /// <summary>Whoever is on a leg presses a key.</summary>
    public Task Press(string callSid, string digits, CancellationToken cancellation) => Order($"calls/{callSid}/event", new { @event = "digits", digits }, cancellation);

    /// <summary>All legs, the newest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> Calls(CancellationToken cancellation) =>
        [.. (await Http.GetFromJsonAsync<JsonElement>("/_sim/calls", cancellation)).EnumerateArray()];

    /// <summary>A text from a handset; the answer tells its SID and the deliveries.</summary>
    public Task<JsonElement> Text(string from, string to, string body, CancellationToken cancellation) =>
        Order("inbound-sms", new { from, to, body }, cancellation);

    /// <returns>The fault's id.</returns>
    public async Task<string> Fault(object fault, CancellationToken cancellation) =>
        (await Order("faults", fault, cancellation)).GetProperty("id").GetString()!;

    public async Task EndFault(string id, CancellationToken cancellation)
    {
        using var answer = await Http.DeleteAsync(new Uri("/_sim/faults/" + id, UriKind.Relative), cancellation);
        answer.EnsureSuccessStatusCode();
    }

    public Task Push(string sid, string status, CancellationToken cancellation) =>
        Order("messages/" + sid + "/status", new { status, force = true }, cancellation);

    /// <summary>The texts that the carrier has for a recipient.</summary>
    public async Task<IReadOnlyList<JsonElement>> MessagesTo(string number, CancellationToken cancellation)
    {
        var state = await Http.GetFromJsonAsync<JsonElement>("/_sim/state", cancellation);
        return [.. state.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("to").GetString() == number)];
    }

    /// <summary>The requests to send that came in for a recipient, whatever became of them.</summary>
    public async Task<int> PostsTo(string number, CancellationToken cancellation)
    {
        var log = await Http.GetFromJsonAsync<JsonElement>("/_sim/api-log?to=" + Uri.EscapeDataString(number), cancellation);
        return log.EnumerateArray().Count(entry => entry.GetProperty("method").GetString() == "POST");
    }

    public async Task<JsonElement> Order(string what, object order, CancellationToken cancellation)
    {
        using var answer = await Http.PostAsJsonAsync("/_sim/" + what, order, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new InvalidOperationException($"The simulator refused {what}: {(int)answer.StatusCode} {text}");
    }

    public override async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await base.DisposeAsync();
    }
}
