using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Audit;
using OrleansSms.Web.Components.Shell;
using OrleansSms.Web.Live;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Settings;

/// <summary>The audit log, as much of it as the address asks for.</summary>
public sealed partial class AuditPage
{
    private const int Shown = 50;

    private ImmutableArray<AuditRecord>? _records;
    private AuditView _view = new(null, null, null, null, null);
    private AuditView? _read;
    private long? _next;
    private string? _wrong;
    private string? _failure;
    private bool _busy;

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
        return _wrong is null ? Do(First) : Task.CompletedTask;
    }

    private void Apply() => Navigation.NavigateTo(new AuditView(_who, _kind, _from, _to, _text).Page());

    private async Task First()
    {
        await Me.Arrive(RendererInfo.IsInteractive);
        var painted = await Paint.Get($"{Me.Id}/{_view.Page()}", RendererInfo.IsInteractive, Newest);
        Show(painted.Value);
        if (painted.Stale)
        {
            // What the page came with is on the screen, and may be seconds old.
            StateHasChanged();
            Show(await Newest());
        }
    }

    private Task<AuditList> Newest() => Reader.Page(_view.Query(Clock) with { Limit = Shown }, CancellationToken.None);

    private void Show(AuditList list) => (_records, _next) = (list.Records, list.NextBefore);

    private async Task More()
    {
        var page = await Reader.Page(_view.Query(Clock) with { Before = _next, Limit = Shown }, CancellationToken.None);
        (_records, _next) = ([.. _records ?? [], .. page.Records], page.NextBefore);
    }

    private async Task Do(Func<Task> what)
    {
        (_busy, _failure) = (true, null);
        try
        {
            await what();
        }
        catch (RefusedException refused)
        {
            _failure = refused.Message;
        }
        catch (Exception fault)
        {
            // What was shown stays, and can be asked for again.
            var reference = Reference.Next();
            Faults.Part(Logger, reference, fault);
            _failure = $"The log could not be read. Try again in a moment. Reference {reference}";
        }
        finally
        {
            _busy = false;
        }
    }
}
