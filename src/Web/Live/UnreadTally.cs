using System.Globalization;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Inbox;

namespace OrleansSms.Web.Live;

/// <summary>How many conversations have something unread for this member: the rail's badge and the tab's title.</summary>
internal sealed partial class UnreadTally(IDesk desk, Member member, LiveFeed feed, FirstPaint paint, TimeProvider time, ILogger<UnreadTally> logger)
    : IDisposable
{
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1);

    private IDisposable? _following;
    private bool _asking;
    private bool _again;
    private bool _gone;

    /// <summary>Raised on any thread.</summary>
    public event Action? Changed;

    /// <summary>Exact up to <see cref="IInboxQueries.MostUnread"/>.</summary>
    public int Count { get; private set; }

    public string Words => Count > 999 ? "999+" : Count.ToString(CultureInfo.InvariantCulture);

    public async Task Start(bool interactive)
    {
        if (interactive)
        {
            _following ??= feed.Follow(batch =>
            {
                if (batch.Missed || batch.Changes.Any(Matters))
                {
                    Ask();
                }

                return Task.CompletedTask;
            });
        }

        var seen = await paint.Get($"{member.Id}/unread", interactive, Read);
        Count = seen.Value;
        if (seen.Stale)
        {
            Ask();
        }
    }

    public void Dispose()
    {
        _gone = true;
        _following?.Dispose();
    }

    private bool Matters(ConversationChange change) =>
        change.Read?.UserId == member.Id || change.Unread != UnreadStep.None;

    private Task<int> Read() => desk.UnreadConversations(CancellationToken.None);

    // Batches come one at a time, so the two flags need no lock: at worst one question more is asked.
    private void Ask()
    {
        _again = true;
        if (!_asking)
        {
            _asking = true;
            _ = Answer();
        }
    }

    private async Task Answer()
    {
        try
        {
            while (_again && !_gone)
            {
                _again = false;
                var count = await Read();
                if (count != Count)
                {
                    Count = count;
                    Changed?.Invoke();
                }

                await Task.Delay(Spacing, time);
            }
        }
        catch (Exception fault)
        {
            // A badge that is late is no reason to take the screen down; the next change asks again.
            LogUnknown(logger, fault);
        }
        finally
        {
            _asking = false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The unread count could not be read.")]
    private static partial void LogUnknown(ILogger logger, Exception fault);
}
