using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Tray;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Tray;

/// <summary>The owner's look at what was not understood, and what to do about it.</summary>
public sealed partial class TrayPage
{
    private const int Shown = 50;

    private ImmutableArray<TrayEntry>? _entries;
    private ImmutableArray<TrayReason> _reasons = [];
    private ImmutableArray<DoorCount> _counts = [];
    private DoorAlarm? _alarm;
    private TrayCursor? _next;
    private Attempt _attempt = default!;
    private string? _read;

    [SupplyParameterFromQuery]
    private string? View { get; set; }

    [Inject]
    private ITrayDesk Desk { get; set; } = default!;

    [Inject]
    private WallClock Clock { get; set; } = default!;

    [Inject]
    private Notices Notices { get; set; } = default!;

    [Inject]
    private ILogger<TrayPage> Logger { get; set; } = default!;

    private bool IsSettled => View == "settled";

    private int Open => _reasons.Sum(reason => reason.Count);

    protected override void OnInitialized() => _attempt = new(Logger, TrayTexts.Failed);

    protected override Task OnParametersSetAsync()
    {
        if (_entries is not null && _read == View)
        {
            return Task.CompletedTask;
        }

        _read = View;
        return Read();
    }

    private async Task Read()
    {
        var list = await Desk.List(Query(null), CancellationToken.None);
        (_entries, _next) = (list.Entries, list.Next);
        _counts = await Desk.Counts(Clock.Now.AddDays(-1), CancellationToken.None);
        _alarm = await Desk.Alarm(CancellationToken.None);
        await Count();
    }

    private async Task More()
    {
        var list = await Desk.List(Query(_next), CancellationToken.None);
        (_entries, _next) = ([.. _entries ?? [], .. list.Entries], list.Next);
    }

    private Task<bool> Replay(TrayEntry entry) => _attempt.Do(async () =>
    {
        var outcome = await Desk.Replay(entry.Id, CancellationToken.None);
        Notices.Show(outcome.Taken ? TrayTexts.Replayed : Phrase.Of(TrayTexts.NotUnderstood, ("why", FindingWords.Of(outcome.Sentence))));
        await Look(entry.Id);
    });

    private Task<bool> ReplayAll(TrayReason reason) => _attempt.Do(async () =>
    {
        var total = await Desk.ReplayAll(reason, CancellationToken.None);
        Notices.Show(total.Left == 0 ? Phrase.Of(TrayTexts.ReplayedAll, ("taken", total.Taken)) : Phrase.Of(TrayTexts.ReplayedSome, ("taken", total.Taken), ("left", total.Left)));
        await Read();
    });

    private Task<bool> Dismiss(TrayEntry entry) => _attempt.Do(async () =>
    {
        if (await Desk.Dismiss(entry.Id, CancellationToken.None))
        {
            Notices.Show(TrayTexts.Dismissed, () => InvokeAsync(async () =>
            {
                await BringBack(entry);
                StateHasChanged();
            }));
        }

        await Look(entry.Id);
    });

    private Task<bool> BringBack(TrayEntry entry) => _attempt.Do(async () =>
    {
        await Desk.BringBack(entry.Id, CancellationToken.None);
        await Read();
    });

    /// <summary>What became of one entry, perhaps by somebody else: it stays in the list as long as it belongs there.</summary>
    private async Task Look(Guid id)
    {
        var now = await Desk.Find(id, CancellationToken.None);
        _entries = now is not null && IsSettled == (now.State != TrayState.Open)
            ? [.. (_entries ?? []).Select(entry => entry.Id == id ? now : entry)]
            : [.. (_entries ?? []).Where(entry => entry.Id != id)];
        await Count();
    }

    private async Task Count() => _reasons = await Desk.Reasons(CancellationToken.None);

    private TrayQuery Query(TrayCursor? after) => new(IsSettled ? null : TrayState.Open, After: after, Limit: Shown);
}
