using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Audit;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Settings;

/// <summary>The audit log, as much of it as the address asks for.</summary>
public sealed partial class AuditPage
{
    private const int Shown = 50;

    private ImmutableArray<AuditRecord>? _records;
    private AuditView _view = new(null, null, null, null, null);
    private Attempt _attempt = default!;
    private AuditView? _read;
    private long? _next;
    private string? _wrong;

    // What stands in the fields, which is looked for when it is sent.
    private string? _who;
    private string? _kind;
    private string? _from;
    private string? _to;
    private string? _text;

    [SupplyParameterFromQuery]
    private string? Who { get; set; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery]
    private string? From { get; set; }

    [SupplyParameterFromQuery]
    private string? To { get; set; }

    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    [Inject]
    private IAuditReader Reader { get; set; } = default!;

    [Inject]
    private Member Me { get; set; } = default!;

    [Inject]
    private FirstPaint Paint { get; set; } = default!;

    [Inject]
    private WallClock Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<AuditPage> Logger { get; set; } = default!;

    protected override Task OnParametersSetAsync()
    {
        _view = new(Who, Kind, From, To, Q);
        if (_view == _read)
        {
            return Task.CompletedTask;
        }

        _read = _view;
        (_who, _kind, _from, _to, _text) = (Who, Kind ?? "", From, To, Q);
        (_records, _next, _wrong) = (null, null, _view.Wrong);
        // What is still under way is for what was asked before, and is not shown any more.
        var attempt = _attempt = new(Logger, AuditTexts.ReadFailed);
        return _wrong is null ? attempt.Do(() => First(_view)) : Task.CompletedTask;
    }

    private void Apply() => Navigation.NavigateTo(new AuditView(_who, _kind, _from, _to, _text).Page());

    private async Task First(AuditView view)
    {
        await Me.Arrive(RendererInfo.IsInteractive);
        var painted = await Paint.Get($"{Me.Id}/{view.Page()}", RendererInfo.IsInteractive, () => Newest(view));
        Show(view, painted.Value);
        if (painted.Stale)
        {
            // What the page came with is on the screen, and may be seconds old.
            StateHasChanged();
            Show(view, await Newest(view));
        }
    }

    private Task<AuditList> Newest(AuditView view) => Reader.Page(view.Query(Clock) with { Limit = Shown }, CancellationToken.None);

    private void Show(AuditView view, AuditList list)
    {
        if (view == _read)
        {
            (_records, _next) = (list.Records, list.NextBefore);
        }
    }

    private async Task More()
    {
        var page = await Reader.Page(_view.Query(Clock) with { Before = _next, Limit = Shown }, CancellationToken.None);
        (_records, _next) = ([.. _records ?? [], .. page.Records], page.NextBefore);
    }
}
