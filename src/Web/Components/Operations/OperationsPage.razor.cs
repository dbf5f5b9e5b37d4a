using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Members;
using OrleansSms.Operations;
using OrleansSms.Tray;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Operations;

/// <summary>How the installation is doing, and what an owner or admin can do about it.</summary>
public sealed partial class OperationsPage
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private OperationsView _view = OperationsView.Unread;
    private OperationsReading _reading = default!;
    private Attempt _attempt = default!;

    [Inject]
    private IOperations Operations { get; set; } = default!;

    [Inject]
    private ITrayDesk Tray { get; set; } = default!;

    [Inject]
    private Member Me { get; set; } = default!;

    [Inject]
    private FirstPaint Paint { get; set; } = default!;

    [Inject]
    private Notices Notices { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILogger<OperationsPage> Logger { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => (_attempt, _reading) = (new(Logger), new(Operations, Tray, Logger));

    protected override async Task OnInitializedAsync()
    {
        await Me.Arrive(RendererInfo.IsInteractive);
        var painted = await Paint.Get($"{Me.Id}/operations", RendererInfo.IsInteractive, Now);
        _view = painted.Value;
        if (RendererInfo.IsInteractive)
        {
            _ = Follow(painted.Stale, _gone.Token);
        }
    }

    private async Task Follow(bool isStale, CancellationToken gone)
    {
        try
        {
            using var ticks = new PeriodicTimer(Between, Time);
            while (isStale || await ticks.WaitForNextTickAsync(gone))
            {
                isStale = false;
                await Read();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception fault)
        {
            // Nobody awaits this: the nearest error boundary shows it.
            await DispatchExceptionAsync(fault);
        }
    }

    private async Task Read() => _view = await Now();

    private Task<OperationsView> Now() => _reading.Read(_view, Me.Role == Role.Owner, _gone.Token);

    private Task<bool> TryNow(string line) => Do(OperationsTexts.TriedNow, () => Operations.TryNow(line, CancellationToken.None));

    private Task<bool> LookUpNow(string line) => Do(OperationsTexts.LookedUpNow, () => Operations.LookUpNow(line, CancellationToken.None));

    private Task<bool> Do(string told, Func<Task<int>> what) => _attempt.Do(async () =>
    {
        Notices.Show(Phrase.Of(told, ("count", await what())));
        await Read();
    });
}
