using Microsoft.AspNetCore.Components;
using OrleansSms.Lines;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Live;

/// <summary>Words about what waits on a line, which follow it while they are on an interactive screen.</summary>
public abstract class LineView : ComponentBase, IDisposable
{
    private IDisposable? _watching;
    private string? _watched;
    private LineBacklog? _backlog;

    [Parameter, EditorRequired]
    public string Line { get; set; } = "";

    protected string? Said { get; private set; }

    [Inject]
    private ILineQueues Queues { get; set; } = default!;

    [Inject]
    private WallClock Clock { get; set; } = default!;

    public void Dispose()
    {
        _watching?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Null: nothing worth a word.</summary>
    protected abstract string? Say(LineBacklog backlog, DateTimeOffset now);

    protected override void OnParametersSet()
    {
        if (RendererInfo.IsInteractive && Line != _watched)
        {
            _watching?.Dispose();
            (_watched, _backlog) = (Line, null);
            _watching = Queues.Watch(Line, Tongue.Keep<LineBacklog>(backlog => _ = Take(backlog)));
        }

        Said = Words();
    }

    private string? Words() => _backlog is { } known ? Say(known, Clock.Now) : null;

    private async Task Take(LineBacklog backlog)
    {
        try
        {
            await InvokeAsync(() =>
            {
                _backlog = backlog;
                if (Words() is var said && said != Said)
                {
                    Said = said;
                    StateHasChanged();
                }
            });
        }
        catch (ObjectDisposedException)
        {
            // The circuit went away between looking and telling.
        }
    }
}
