using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>A carrier on the loopback that answers each POST as the test says and remembers what arrived.</summary>
internal sealed class CarrierStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<HttpContext, int, Task> _answer;

    private CarrierStub(Func<HttpContext, int, Task> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Take);
    }

    public ConcurrentQueue<Arrived> Posts { get; } = new();

    public string Url => _app.Urls.Single();

    /// <param name="answer">Gets the number of the POST, from 1.</param>
    public static async Task<CarrierStub> Start(Func<HttpContext, int, Task> answer)
    {
        var stub = new CarrierStub(answer);
        await stub._app.StartAsync();
        return stub;
    }

    public static Task<CarrierStub> Answering(int status, string body, string type = "application/json") =>
        Start((http, _) => Write(http, status, body, type));

    public static Task Write(HttpContext http, int status, string body, string type = "application/json")
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    }

    public static Task Created(HttpContext http) =>
        Write(http, 201, $$"""{"sid":"{{Some.MessageSid}}","status":"queued","num_segments":"2","price":"-0.00790","price_unit":"USD","error_code":null,"new":[1]}""");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        Posts.Enqueue(new(http.Request.Method, http.Request.Path, body, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()), http.Request.QueryString.Value ?? ""));
        await _answer(http, Posts.Count);
    }

    public sealed record Arrived(string Method, string Path, string Body, Dictionary<string, string> Headers, string Query);
}
