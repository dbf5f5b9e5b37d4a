using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class DoubleAlarmTests : IDisposable
{
    private readonly FakeConversationStore _store = new();
    private readonly ServiceProvider _metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly Lines _log = new();
    private readonly DoubleAlarm _alarm;
    private Message _message = Some.Queued();
    private long _counted;

    public DoubleAlarmTests()
    {
        var meters = _metrics.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == "message.double")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => _counted += count);
        _listener.Start();
        _alarm = new(_store.Doubts, meters, _log);
    }

    [Fact]
    public async Task A_second_name_of_the_same_attempt_is_told_once_and_found_by_it()
    {
        await Report("queued", 1);
        await Report("sent", 2);
        await Report("delivered", 2);
        await Report("delivered", 1);

        Assert.Equal(1, _counted);
        Assert.Contains(Some.Sid(2), Assert.Single(_log), StringComparison.Ordinal);
        Assert.StartsWith("Error", _log[0], StringComparison.Ordinal);
        Assert.Equal(new(_message.ConversationId, _message.Id), await _store.FindBySid(Some.Sid(2), TestContext.Current.CancellationToken));
        Assert.Equal(Some.Sid(1), _message.MessageSid);
    }

    [Fact]
    public async Task A_text_that_a_person_sent_again_and_that_arrived_twice_is_told()
    {
        await Report("not_confirmed");
        await Report("sent_again");
        await Report("sent", 2, attempt: 2);
        await Report("sent", 1);

        Assert.Equal(1, _counted);
    }

    [Fact]
    public async Task One_name_however_often_it_is_told_is_no_alarm()
    {
        await Report("in_doubt");
        await Report("queued", 1);
        await Report("sent", 1);
        await Report("sent", 1);
        await Report("delivered");

        Assert.Equal(0, _counted);
        Assert.Empty(_log);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _metrics.Dispose();
    }

    private async Task Report(string word, int? sid = null, int attempt = 1)
    {
        var report = new DeliveryReport(_message.Id, word, sid is { } number ? Some.Sid(number) : null, Attempt: attempt);
        var after = ReportFold.Fold(_message, report, Some.Now);
        await _alarm.Notice(report, after);
        _message = after ?? _message;
    }

    private sealed class Lines : List<string>, ILogger<DoubleAlarm>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add($"{logLevel}: {formatter(state, exception)}");
    }
}
