using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace OrleansSms.Grains.Tests;

/// <summary>A time that only the test moves, and that tells when somebody begins to wait for it.</summary>
internal sealed class Clock() : FakeTimeProvider(Some.Now)
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Goes on when somebody waits for this long.</summary>
    public async Task Waits(TimeSpan time, CancellationToken cancellation)
    {
        while (await _waits.Reader.ReadAsync(cancellation) != time)
        {
        }
    }
}
