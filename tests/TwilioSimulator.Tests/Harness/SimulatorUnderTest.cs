using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace OrleansSms.TwilioSimulator.Tests.Harness;

/// <summary>The real simulator on a free port with a virtual clock: what is due happens, to its end, inside <see cref="Advance"/>.</summary>
internal sealed class SimulatorUnderTest : IAsyncDisposable
{
    public const string Sid = "AC11111111111111111111111111111111";
    public const string Token = "0123456789abcdef0123456789abcdef";
    public const string Service = "MG22222222222222222222222222222222";
    public const string Line = "+14155550100";
    public const string SmsOnlyLine = "+14155550101";
    public const string TollFree = "+18885550100";
    public const string Handset = "+14155550123";

    private readonly WebApplication _app;

    private SimulatorUnderTest(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()) };
        Http.DefaultRequestHeaders.Authorization = Basic(Sid, Token);
    }

    public HttpClient Http { get; }

    public string Url => _app.Urls.First();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SimulatorUnderTest> Start(params string[] args)
    {
        var app = SimulatorApp.Build(["--urls", "http://127.0.0.1:0", "--Simulator:ClockMode=Virtual", .. args]);
        await app.StartAsync();
        return new(app);
    }

    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public async Task<Answer> Send(
        HttpMethod method, string path, IEnumerable<(string Name, string Value)>? form = null, AuthenticationHeaderValue? credentials = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = credentials ?? Http.DefaultRequestHeaders.Authorization;
        request.Content = form is null ? null : new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await Http.SendAsync(request, Cancellation);
        return await Answer.Of(response, Cancellation);
    }

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Post(string path, params (string Name, string Value)[] form) => Send(HttpMethod.Post, path, form);

    /// <summary>Creates a message as given.</summary>
    public Task<Answer> Create(params (string Name, string Value)[] form) => Post(Path("Messages.json"), form);

    /// <summary>Creates a plain text from the first line.</summary>
    public Task<Answer> Text(string to = Handset, string body = "hello", string? callback = null, string from = Line) =>
        callback is null
            ? Create(("To", to), ("From", from), ("Body", body))
            : Create(("To", to), ("From", from), ("Body", body), ("StatusCallback", callback));

    public Task<Answer> Fetch(string sid) => Get(Path($"Messages/{sid}.json"));

    public async Task<JsonElement> Control(string path, object body, int expected = 200)
    {
        using var response = await Http.PostAsJsonAsync("/_sim/" + path, body, Cancellation);
        var answer = await Answer.Of(response, Cancellation);
        Assert.True(answer.Status == expected, $"{path}: {answer.Status} {answer.Text}");
        return answer.Json;
    }

    public Task Advance(double seconds) => Control("clock", new { advanceSeconds = seconds });

    /// <summary>Waits until so many things stand on the agenda: the sign that a request which is held has come to its waiting.</summary>
    public async Task UntilPending(int count)
    {
        while ((await Get("/_sim/clock")).Json.GetProperty("pending").GetInt32() < count)
        {
            await Task.Yield();
        }
    }

    public Task Fault(object fault) => Control("faults", fault, expected: 201);

    public Task Settings(object settings) => Control("settings", settings);

    public Task<JsonElement> Inbound(string body, string from = Handset, string to = Line) => Control("inbound-sms", new { from, to, body });

    /// <summary>Makes a number call this address, and its fallback if given.</summary>
    public Task Route(string url, string? fallback = null, string number = Line, string method = "POST") =>
        Control("numbers", new { phoneNumber = number, smsUrl = url, smsFallbackUrl = fallback, smsMethod = method });

    public static string Path(string resource) => $"/2010-04-01/Accounts/{Sid}/{resource}";

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}

internal sealed record Answer(int Status, string Text, JsonElement Json, HttpResponseHeaders Headers, string? ContentType)
{
    public int Code => Json.GetProperty("code").GetInt32();

    public string Sid => this["sid"]!;

    public string? this[string name] => Json.GetProperty(name).GetString();

    public static async Task<Answer> Of(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        var type = response.Content.Headers.ContentType?.MediaType;
        JsonElement json = default;
        if (type == "application/json" && text.Length > 0)
        {
            try
            {
                json = JsonDocument.Parse(text).RootElement;
            }
            catch (JsonException)
            {
                // Some faults send broken JSON on purpose; the test looks at Text then.
            }
        }

        return new((int)response.StatusCode, text, json, response.Headers, type);
    }
}
