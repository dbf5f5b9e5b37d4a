using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Operations;
using OrleansSms.Silo.Operations;

namespace OrleansSms.Silo.Tests.Operations;

public sealed partial class TroubleLogTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 18, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Noon);
    private readonly TroubleLog _log;
    private readonly ILoggerFactory _loggers;

    public TroubleLogTests()
    {
        _log = new(_time);
        _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
    }

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public void What_is_said_again_and_again_is_one_trouble_as_it_was_said_last()
    {
        var ours = _loggers.CreateLogger("OrleansSms.Grains.Lines.LinePost");
        Paused(ours, "first", null);
        _time.Advance(TimeSpan.FromMinutes(3));
        Paused(ours, "second", new TimeoutException("of +447700900226"));

        Assert.Equal(new Trouble("OrleansSms.Grains.Lines.LinePost", "Line second pauses.", nameof(TimeoutException), true, 2, Noon, Noon.AddMinutes(3)), Assert.Single(_log.Newest()));
    }

    [Fact]
    public void What_goes_as_it_should_is_not_kept()
    {
        Fine(_loggers.CreateLogger("OrleansSms.Silo"));

        Assert.Empty(_log.Newest());
    }

    [Fact]
    public void A_whole_number_is_masked_and_what_others_fill_in_is_left_out()
    {
        Paused(_loggers.CreateLogger("OrleansSms.Twilio"), "+447700900226", null);
        Paused(_loggers.CreateLogger("Somebody.Else"), "whatever it may be", null);

        var told = _log.Newest().ToDictionary(trouble => trouble.Source, trouble => trouble.Text);
        Assert.Equal("Line +447…26 pauses.", told["OrleansSms.Twilio"]);
        Assert.Equal("Line {Line} pauses.", told["Somebody.Else"]);
    }

    [Fact]
    public void The_newest_come_first_and_the_longest_silent_goes_when_there_are_too_many()
    {
        for (var i = 0; i < 101; i++)
        {
            Paused(_loggers.CreateLogger($"OrleansSms.Part{i}"), "one", null);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var kept = _log.Newest();
        Assert.Equal(100, kept.Length);
        Assert.Equal("OrleansSms.Part100", kept[0].Source);
        Assert.Equal("OrleansSms.Part1", kept[^1].Source);
    }

    [LoggerMessage(LogLevel.Error, "Line {Line} pauses.")]
    private static partial void Paused(ILogger logger, string line, Exception? fault);

    [LoggerMessage(LogLevel.Information, "All is well.")]
    private static partial void Fine(ILogger logger);
}
