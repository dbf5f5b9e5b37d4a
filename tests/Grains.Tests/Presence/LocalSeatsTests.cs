using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Grains.Presence;
using OrleansSms.Lines;
using OrleansSms.Live;

namespace OrleansSms.Grains.Tests.Presence;

public sealed class LocalSeatsTests : IAsyncDisposable
{
    private readonly Clock _clock = new();
    private readonly Channel<PresenceNews> _pushed = Channel.CreateUnbounded<PresenceNews>();
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly LocalSeats _seats;
    private readonly Task _running;
    private LineAccess? _access = LineAccess.Use;

    public LocalSeatsTests()
    {
        _seats = new(Proxied.As<ILineDirectory>((_, _) => Task.FromResult(_access)), _clock);
        var outlet = new PresenceOutlet(Guid.NewGuid(), "there", () => _seats.All, Push, _clock, NullLogger.Instance);
        _seats.Add(outlet);
        _running = outlet.Run(_end.Token);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_told_at_once_and_the_same_again_is_not_told()
    {
        using var seat = Take();
        Assert.Equal(Doing.Here, Assert.Single((await Next()).Seats).Doing);

        seat.Show(Doing.Here);
        seat.Show(Doing.Typing);
        Assert.Equal(Doing.Typing, Assert.Single((await Next()).Seats).Doing);
        seat.Show(Doing.Typing);
        seat.Show(Doing.Noting);
        Assert.Equal(Doing.Noting, Assert.Single((await Next()).Seats).Doing);
    }

    [Fact]
    public async Task Who_leaves_is_told_as_away()
    {
        var seat = Take();
        await Next();
        seat.Dispose();
        seat.Show(Doing.Typing);

        Assert.Equal(Doing.Away, Assert.Single((await Next()).Seats).Doing);
        Assert.Empty(_seats.All);
    }

    [Fact]
    public async Task All_seats_are_said_again_every_few_seconds_and_a_silo_without_any_is_silent()
    {
        var seat = Take();
        await Next();
        // The wait before somebody sat down, and the one after.
        await _clock.Waits(TimeSpan.FromSeconds(5), Cancellation);
        await _clock.Waits(TimeSpan.FromSeconds(5), Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(5));

        var again = await Next();
        Assert.True(again.Whole);
        Assert.Single(again.Seats);

        seat.Dispose();
        Assert.False((await Next()).Whole);
    }

    [Fact]
    public async Task Writing_that_is_not_said_again_is_over_after_a_while()
    {
        using var seat = Take();
        seat.Show(Doing.Typing);
        _clock.Advance(LocalSeats.Writing);
        seat.Show(Doing.Typing);
        _clock.Advance(LocalSeats.Writing);
        await _seats.Tidy(Cancellation);
        Assert.Equal(Doing.Typing, Assert.Single(_seats.All).Doing);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await _seats.Tidy(Cancellation);

        Assert.Equal(Doing.Here, Assert.Single(_seats.All).Doing);
    }

    [Fact]
    public async Task Who_may_not_write_on_the_line_any_more_is_only_there_and_who_does_not_see_it_is_gone()
    {
        using var seat = Take();
        seat.Show(Doing.Typing);
        _access = LineAccess.Read;
        await _seats.Tidy(Cancellation);
        seat.Show(Doing.Typing);
        Assert.Equal(Doing.Here, Assert.Single(_seats.All).Doing);

        _access = null;
        await _seats.Tidy(Cancellation);
        Assert.Empty(_seats.All);
    }

    [Fact]
    public void Who_only_reads_never_writes()
    {
        using var seat = _seats.Take(PresenceBookTests.Seat(Doing.Here), mayWrite: false)!;
        seat.Show(Doing.Typing);
        Assert.Equal(Doing.Here, Assert.Single(_seats.All).Doing);
    }

    [Fact]
    public void Nobody_takes_more_seats_than_anybody_needs()
    {
        var taken = Enumerable.Range(0, 100).Count(_ => _seats.Take(PresenceBookTests.Seat(Doing.Here), mayWrite: true) is not null);
        Assert.Equal(30, taken);
        Assert.NotNull(_seats.Take(PresenceBookTests.Seat(Doing.Here) with { UserId = Guid.NewGuid() }, mayWrite: true));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
    }

    private ISeat Take() => _seats.Take(PresenceBookTests.Seat(Doing.Here), mayWrite: true)!;

    private ValueTask<PresenceNews> Next() => _pushed.Reader.ReadAsync(Cancellation);

    private Task Push(PresenceNews news)
    {
        _pushed.Writer.TryWrite(news);
        return Task.CompletedTask;
    }
}
