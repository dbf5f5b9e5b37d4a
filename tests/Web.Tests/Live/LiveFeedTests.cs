using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Conversations;
using OrleansSms.Live;
using OrleansSms.Web.Live;
using OrleansSms.Web.Tests.Texts;

namespace OrleansSms.Web.Tests.Live;

public sealed class LiveFeedTests : IAsyncLifetime
{
    private readonly FeedDouble _feed = new();
    private readonly FakeTimeProvider _time = Some.Time;
    private readonly List<LiveBatch> _batches = [];
    private readonly SemaphoreSlim _came = new(0);
    private readonly DeskDouble _desk = new();
    private readonly AccessDouble _access = new();
    private readonly Member _member;
    private readonly LiveFeed _live;

    public LiveFeedTests()
    {
        _member = new(new SignedIn(), _desk, new FirstPaint());
        _live = new(_feed, _access, _member, _time, NullLogger<LiveFeed>.Instance);
    }

    public async ValueTask InitializeAsync()
    {
        await _member.Arrive(interactive: true);
        _live.Follow(batch =>
        {
            _batches.Add(batch);
            _came.Release();
            return Task.CompletedTask;
        });
    }

    public ValueTask DisposeAsync()
    {
        _live.Dispose();
        _came.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_first_change_comes_at_once_and_a_burst_in_one_batch()
    {
        _feed.Say(Some.Change(Some.Head(version: 1)));
        await Came();
        for (var version = 2; version <= 20; version++)
        {
            _feed.Say(Some.Change(Some.Head(version: version)));
        }

        await Came();
        Assert.Equal([1, 19], _batches.Select(batch => batch.Changes.Length));
    }

    [Fact]
    public async Task A_line_that_is_not_the_members_any_more_makes_the_screen_read_again_at_once()
    {
        _desk.Mine = [];
        _access.Change();
        await Came();
        Assert.True(_batches[^1].Missed);

        _feed.Say(Some.Change(Some.Head()));
        _feed.Say(null);
        await Came();
        Assert.Empty(_batches.SelectMany(batch => batch.Changes));
    }

    [Fact]
    public async Task A_change_of_somebody_elses_lines_moves_nothing_here()
    {
        _access.Change();
        _feed.Say(Some.Change(Some.Head()));
        await Came();
        Assert.DoesNotContain(_batches, batch => batch.Missed);
    }

    [Fact]
    public async Task Changes_of_other_lines_never_arrive()
    {
        _feed.Say(Some.Change(Some.Head(line: "+15550100")));
        _feed.Say(Some.Change(Some.Head()));
        await Came();
        Assert.All(_batches.SelectMany(batch => batch.Changes), change => Assert.Equal(Some.Line, change.Head.Line));
    }

    [Fact]
    public async Task A_miss_is_passed_on()
    {
        _feed.Say(null);
        await Came();
        Assert.True(_batches[^1].Missed);
    }

    [Fact]
    public void Leaving_ends_the_subscription()
    {
        Assert.Equal(1, _feed.Followers);
        _live.Dispose();
        Assert.Equal(0, _feed.Followers);
    }

    [Fact]
    public async Task What_comes_from_outside_is_told_in_the_language_of_the_screen()
    {
        Spoken.Use("de");
        using var live = new LiveFeed(_feed, _access, _member, _time, NullLogger<LiveFeed>.Instance);
        var told = new TaskCompletionSource<string>();
        live.Follow(_ =>
        {
            told.TrySetResult(Tongue.Now.Words.Name);
            return Task.CompletedTask;
        });

        Spoken.Use("en");
        _feed.Say(Some.Change(Some.Head()));
        Assert.Equal("de", await told.Task);
        Assert.Equal("en", Tongue.Now.Words.Name);
    }

    // The spacing is fake time: it moves on until the batch is there.
    private async Task Came()
    {
        while (!await _came.WaitAsync(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken))
        {
            _time.Advance(TimeSpan.FromMilliseconds(60));
        }
    }

    private sealed class FeedDouble : IChangeFeed
    {
        private Action<ConversationChange?>? _handler;

        public int Followers => _handler?.GetInvocationList().Length ?? 0;

        public void Say(ConversationChange? change) => _handler?.Invoke(change);

        public IDisposable Subscribe(Action<ConversationChange?> handler)
        {
            _handler += handler;
            return new Unsubscribe(() => _handler -= handler);
        }
    }

    private sealed class Unsubscribe(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
