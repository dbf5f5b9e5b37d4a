using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Calls;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Calls;

/// <summary>The calls of the member's lines, as many of them as the address asks for, and those that come meanwhile.</summary>
public sealed partial class CallsScreen
{
    private const int Shown = 50;
    private const int Most = 200;

    private ImmutableArray<Call>? _calls;
    private CallsView _view = new(null, null, null, null, null);
    private Attempt _attempt = default!;
    private CallsView? _read;
    private string? _next;
    private string? _wrong;

    // What stands in the fields, which is looked for when it is sent.
    private string? _line;
    private string? _kind;
    private string? _person;
    private string? _from;
    private string? _to;

    [SupplyParameterFromQuery]
    private string? Line { get; set; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "who")]
    private string? Person { get; set; }

    [SupplyParameterFromQuery]
    private string? From { get; set; }

    [SupplyParameterFromQuery]
    private string? To { get; set; }

    [Inject]
    private ICallDesk Desk { get; set; } = default!;

    [Inject]
    private Member Me { get; set; } = default!;

    [Inject]
    private Team Team { get; set; } = default!;

    [Inject]
    private FirstPaint Paint { get; set; } = default!;

    [Inject]
    private WallClock Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<CallsScreen> Logger { get; set; } = default!;

    protected override Task OnParametersSetAsync()
    {
        _view = new(Line, Kind, Person, From, To);
        if (_view == _read)
        {
            return Task.CompletedTask;
        }

        _read = _view;
        (_line, _kind, _person, _from, _to) = (Line ?? "", Kind ?? "", Person ?? "", From, To);
        (_calls, _next, _wrong) = (null, null, _view.Wrong(Me.Lines));
        // What is still under way is for what was asked before, and is not shown any more.
        var attempt = _attempt = new(Logger, CallHistoryTexts.ReadFailed);
        return _wrong is null ? attempt.Do(() => First(_view)) : Task.CompletedTask;
    }

    protected override async Task OnLive(LiveBatch batch)
    {
        if (_calls is not { } calls)
        {
            return;
        }

        if (batch.Missed)
        {
            Show(_view, await Read(Math.Clamp(calls.Length, Shown, Most)));
        }

        var query = _view.Query(Me.Lines, Clock);
        foreach (var call in batch.Changes.Select(change => change.Call).OfType<Call>())
        {
            _calls = Take(_calls ?? [], call, query);
        }

        StateHasChanged();
    }

    private static ImmutableArray<Call> Take(ImmutableArray<Call> calls, Call call, CallQuery query)
    {
        for (var i = 0; i < calls.Length; i++)
        {
            if (calls[i].Id == call.Id)
            {
                return calls.SetItem(i, call);
            }
        }

        // What is older than all that is shown comes with its page.
        return CallsView.Matches(call, query) && (calls.IsEmpty || call.DateCreated >= calls[^1].DateCreated)
            ? [.. calls.Add(call).OrderByDescending(one => one.DateCreated).ThenByDescending(one => one.Id)]
            : calls;
    }

    private void Apply() => Navigation.NavigateTo(new CallsView(_line, _kind, _person, _from, _to).Page());

    private async Task First(CallsView view)
    {
        var painted = await Paint.Get($"{Me.Id}/{view.Page()}", RendererInfo.IsInteractive, () => Read(Shown));
        Show(view, painted.Value);
        if (painted.Stale)
        {
            // What the page came with is on the screen, and may be seconds old.
            StateHasChanged();
            Show(view, await Read(Shown));
        }
    }

    private Task<CallPage> Read(int limit) => Desk.History(_view.Query(Me.Lines, Clock) with { Limit = limit }, CancellationToken.None);

    private void Show(CallsView view, CallPage page)
    {
        if (view == _read)
        {
            (_calls, _next) = (page.Calls, page.NextCursor);
        }
    }

    private async Task More()
    {
        var page = await Desk.History(_view.Query(Me.Lines, Clock) with { Cursor = _next, Limit = Shown }, CancellationToken.None);
        var known = (_calls ?? []).Select(call => call.Id).ToHashSet();
        (_calls, _next) = ([.. _calls ?? [], .. page.Calls.Where(call => !known.Contains(call.Id))], page.NextCursor);
    }
}
