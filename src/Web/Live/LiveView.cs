using Microsoft.AspNetCore.Components;

namespace OrleansSms.Web.Live;

/// <summary>A component that follows the feed while it is on an interactive screen.</summary>
public abstract class LiveView : ComponentBase, IDisposable
{
    private IDisposable? _following;

    [Inject]
    private LiveFeed Feed { get; set; } = default!;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _following = Feed.Follow(batch => InvokeAsync(() => Guarded(batch)));
        }
    }

    /// <summary>Takes a batch, on the component's own thread.</summary>
    protected abstract Task OnLive(LiveBatch batch);

    protected virtual void Dispose(bool disposing) => _following?.Dispose();

    private async Task Guarded(LiveBatch batch)
    {
        try
        {
            await OnLive(batch);
        }
        catch (Exception fault) when (fault is not ObjectDisposedException)
        {
            // Nobody awaits a batch: the nearest error boundary shows the fault, and the circuit lives on.
            await DispatchExceptionAsync(fault);
        }
    }
}
