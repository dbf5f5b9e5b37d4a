using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Live;
using OrleansSms.Members;

namespace OrleansSms.Web.Live;

/// <summary>
/// One circuit's share of the host's feed: only the member's lines, in batches at most every 60 ms, the first at once.
/// </summary>
internal sealed partial class LiveFeed(IChangeFeed feed, IAccessChanges access, Member member, TimeProvider time, ILogger<LiveFeed> logger) : IDisposable
{
    private const int MostWaiting = 2000;
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan LinesKept = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private ImmutableList<Func<LiveBatch, Task>> _followers = [];
    private ImmutableArray<ConversationChange>.Builder _waiting = ImmutableArray.CreateBuilder<ConversationChange>();
    private IDisposable? _subscription;
    private IDisposable? _accessSubscription;
    private long _linesReadAt = time.GetTimestamp();
    private LiveTrace _trace;
    private bool _missed;
    private bool _accessChanged;
    private bool _flushing;

    /// <summary>Calls back with every batch until disposed. Follow first, then load.</summary>
    public IDisposable Follow(Func<LiveBatch, Task> follower)
    {
        lock (_gate)
        {
            _followers = _followers.Add(follower);
            _subscription ??= feed.Subscribe(Tongue.Keep<ConversationChange?>(Enqueue));
            _accessSubscription ??= access.Subscribe(Tongue.Keep(LookAgain));
        }

        return new Subscription(() =>
        {
            lock (_gate)
            {
                _followers = _followers.Remove(follower);
            }
        });
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _accessSubscription?.Dispose();
    }

    // Runs on the feed's thread, so it only hands over.
    private void Enqueue(ConversationChange? change)
    {
        lock (_gate)
        {
            if (change is null)
            {
                _missed = true;
            }
            else
            {
                Keep(change);
                _trace.Note();
            }

            FlushSoon();
        }
    }

    private void LookAgain()
    {
        lock (_gate)
        {
            _accessChanged = true;
            FlushSoon();
        }
    }

    private void FlushSoon()
    {
        if (!_flushing)
        {
            _flushing = true;
            _ = Task.Run(Flush);
        }
    }

    /// <summary>A screen that is far behind loads again instead of remembering everything.</summary>
    private void Keep(ConversationChange change)
    {
        if (_waiting.Count == MostWaiting)
        {
            _waiting.Clear();
            _missed = true;
        }

        _waiting.Add(change);
    }

    private async Task Flush()
    {
        // Whoever told of the first change does not wait for this, and it is for the others too.
        Activity.Current = null;
        while (Take() is var (batch, trace))
        {
            batch = await KnowLines(batch);
            batch = batch with { Changes = batch.Changes.RemoveAll(change => !member.Sees(change.Head.Line)) };
            if (batch.Missed || batch.AccessChanged || !batch.Changes.IsEmpty)
            {
                using var shown = trace.Show(batch);
                foreach (var follower in _followers)
                {
                    await Quietly(follower, batch);
                }
            }

            await Task.Delay(Spacing, time);
        }
    }

    // Membership can change while the screen is open: what is no longer mine stops to arrive, and leaves the screen.
    private async Task<LiveBatch> KnowLines(LiveBatch batch)
    {
        if (!batch.AccessChanged && !batch.Missed && time.GetElapsedTime(_linesReadAt) < LinesKept)
        {
            return batch;
        }

        try
        {
            var others = await member.ReadLines();
            _linesReadAt = time.GetTimestamp();
            return batch with { Missed = batch.Missed || others };
        }
        catch (Exception fault)
        {
            // The lines of a minute ago serve until the next batch.
            LogLinesUnknown(logger, fault);
            return batch;
        }
    }

    private (LiveBatch Batch, LiveTrace Trace)? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && !_missed && !_accessChanged)
            {
                _flushing = false;
                return null;
            }

            var taken = (new LiveBatch(_waiting.DrainToImmutable(), _missed, _accessChanged), _trace);
            (_missed, _accessChanged, _trace) = (false, false, default);
            return taken;
        }
    }

    private async Task Quietly(Func<LiveBatch, Task> follower, LiveBatch batch)
    {
        try
        {
            await follower(batch);
        }
        catch (ObjectDisposedException)
        {
            // The circuit went away between taking the batch and showing it.
        }
        catch (Exception fault)
        {
            // The top of this background work: one follower's fault must not end the feed of the others.
            LogFollowerFailed(logger, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The member's lines could not be read.")]
    private static partial void LogLinesUnknown(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Error, "A part of the screen could not take a change.")]
    private static partial void LogFollowerFailed(ILogger logger, Exception fault);
}
