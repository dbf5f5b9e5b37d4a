using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using OrleansSms.Silo.Telemetry;

namespace OrleansSms.Silo.Tests.Telemetry;

public sealed class DiscretionTests : IDisposable
{
    private const string Conversation = "conversation/0197f3a2000070008000000000000002";

    private readonly ActivitySource _source = new("OrleansSms.Silo.Tests.Telemetry");
    private readonly ActivityListener _everything = new() { ShouldListenTo = source => source.Name == "OrleansSms.Silo.Tests.Telemetry", Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
    private readonly Discretion _discretion = new();

    public DiscretionTests() => ActivitySource.AddActivityListener(_everything);

    [Fact]
    public void Addresses_and_keys_made_of_numbers_are_taken_out_and_conversations_stay()
    {
        using var span = _source.StartActivity("x")!;
        span.SetTag("url.path", "/join/secret").SetTag("url.full", "https://example.com/+447700900123").SetTag("http.route", "/join/{secret}")
            .SetTag("orleans.rpc.target_id", "line/line/KzQ0Nzcw").SetTag("orleans.rpc.source_id", Conversation);

        _discretion.OnEnd(span);

        Assert.Equal(
            [new("http.route", "/join/{secret}"), new("orleans.rpc.target_id", "line"), new("orleans.rpc.source_id", Conversation)],
            span.TagObjects);
    }

    [Fact]
    public void An_exception_is_told_by_its_type_alone()
    {
        using var span = _source.StartActivity("x")!;
        span.AddException(new InvalidOperationException("+447700900123 said hello"));
        span.SetStatus(ActivityStatusCode.Error, "+447700900123 said hello");

        _discretion.OnEnd(span);

        var tags = Assert.Single(span.Events).Tags.ToDictionary(tag => tag.Key, tag => (string?)tag.Value);
        Assert.Equal(typeof(InvalidOperationException).FullName, tags["exception.type"]);
        Assert.DoesNotContain(tags.Values, said => said!.Contains("hello", StringComparison.Ordinal));
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
    }

    [Theory]
    [InlineData("short", "PrometheusToken")]
    [InlineData("a long one that has blanks in it", "PrometheusToken")]
    public void A_token_that_is_none_is_refused_at_the_start(string token, string key)
    {
        var options = new TelemetryOptions { PrometheusToken = token };

        var refused = Assert.Throws<ValidationException>(() => Validator.ValidateObject(options, new(options), validateAllProperties: true));

        Assert.Contains($"Telemetry:{key}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void A_share_is_between_nothing_and_all(double share)
    {
        var options = new TelemetryOptions { SampleRatio = share };

        Assert.Throws<ValidationException>(() => Validator.ValidateObject(options, new(options), validateAllProperties: true));
    }

    public void Dispose()
    {
        _discretion.Dispose();
        _everything.Dispose();
        _source.Dispose();
    }
}
