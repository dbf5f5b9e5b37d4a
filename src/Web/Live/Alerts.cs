using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansSms.Contacts;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Members;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Live;

/// <summary>What the member at this screen is told of, how they want to be told, and what came while they were away.</summary>
internal sealed partial class Alerts(
    LiveFeed feed, Member member, Team team, IContactNames names, IDesk desk, IGrainFactory grains, ICallers callers, FirstPaint paint, TimeProvider time,
    ILogger<Alerts> logger) : IDisposable
{
    private const int MostCounted = 200;

    private readonly AlertLog _log = new(time.GetUtcNow());
    private IDisposable? _following;

    /// <summary>Raised on any thread.</summary>
    public event Action? Changed;

    public AlertChoices Choices { get; private set; } = AlertChoices.Usual;

    public ImmutableList<Alert> Shown => _log.Shown;

    /// <summary>To be told of once; null: nothing, or it was put away.</summary>
    public Absence? Missed { get; private set; }

    public async Task Start(bool interactive)
    {
        if (interactive)
        {
            _following ??= feed.Follow(Take);
        }

        try
        {
            Choices = (await paint.Get($"{member.Id}/alerts", interactive, () => Mine().Alerts())).Value;
        }
        catch (Exception fault)
        {
            // Until they can be read the usual ones serve.
            LogUnknown(logger, fault);
        }
    }

    /// <summary>Reads anew what was chosen, for the page on which it is changed.</summary>
    public async Task Read()
    {
        Choices = await Mine().Alerts();
        Changed?.Invoke();
    }

    public async Task Save(AlertChoices choices)
    {
        await Mine().SaveAlerts(choices);
        Choices = choices;
        Changed?.Invoke();
    }

    /// <summary>The member was away since then: tells in one word what came.</summary>
    public async Task ComeBack(DateTimeOffset since)
    {
        var came = _log.From(since) ?? await Ask(since);
        Missed = came.IsQuiet ? null : came;
        Changed?.Invoke();
    }

    public void PutAway()
    {
        Missed = null;
        Changed?.Invoke();
    }

    public void Dispose() => _following?.Dispose();

    private async Task Take(LiveBatch batch)
    {
        var now = time.GetUtcNow();
        if (batch.Missed)
        {
            _log.Miss(now);
        }

        var told = false;
        foreach (var change in batch.Changes)
        {
            if (AlertRules.Of(change, member.Id, now) is { } kind)
            {
                var (title, body) = AlertWords.Of(kind, change, await Called(change.Head.Contact), team);
                told |= _log.Add(new(AlertRules.IdOf(change, kind), kind, change.Head.Id, title, body), now);
            }
        }

        if (told)
        {
            Changed?.Invoke();
        }
    }

    private async ValueTask<string> Called(string number) => (await names.Of(number, CancellationToken.None))?.Name ?? Who.Contact(number);

    /// <summary>Of a time that this screen did not see: what is unread since.</summary>
    private async Task<Absence> Ask(DateTimeOffset since)
    {
        var page = await desk.Inbox(new(Unread: true, From: since, Limit: MostCounted), CancellationToken.None);
        var concerned = page.Rows.Where(row => row.Head.AssigneeId is null || row.Head.AssigneeId == member.Id).ToList();
        return new(concerned.Sum(row => row.Unread), concerned.Count, Mentions: 0);
    }

    private IMemberGrain Mine()
    {
        CallerContext.Set(callers.Current);
        return grains.GetGrain<IMemberGrain>(MemberKey.For(member.Id));
    }

    [LoggerMessage(LogLevel.Warning, "What the member wants to be told of could not be read.")]
    private static partial void LogUnknown(ILogger logger, Exception fault);
}
