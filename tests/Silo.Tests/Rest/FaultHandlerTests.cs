using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Runtime;
using OrleansSms.Silo.Rest;

namespace OrleansSms.Silo.Tests.Rest;

/// <summary>What callers of the API are told of what passes by itself.</summary>
public sealed class FaultHandlerTests
{
    private readonly Log _log = new();

    public static TheoryData<Exception, string> Passing => new()
    {
        { new LimitExceededException("full"), "\"busy\"" },
        { new NpgsqlException("away"), "\"unavailable\"" },
        { new TimeoutException(), "\"unavailable\"" },
    };

    [Theory, MemberData(nameof(Passing))]
    public async Task What_passes_by_itself_is_503_with_a_time_to_come_again(Exception fault, string code)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services, Request = { Path = "/api/v1/twilio/sms/send", Method = "POST" }, Response = { Body = body } };

        Assert.True(await new FaultHandler(new(TimeProvider.System), _log).TryHandleAsync(http, fault, TestContext.Current.CancellationToken));

        Assert.Equal((503, "5"), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));
        Assert.Contains($"\"code\":{code}", System.Text.Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
        // A full queue is no fault of anybody.
        Assert.Equal(fault is LimitExceededException ? 0 : 1, _log.Lines);
    }

    private sealed class Log : ILogger<FaultHandler>
    {
        public int Lines { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines++;
    }
}
