using Microsoft.AspNetCore.Components;
using OrleansSms.Contacts;

namespace OrleansSms.Web.Live;

/// <summary>A component that follows the book of contacts while it is on an interactive screen.</summary>
public abstract class BookView : ComponentBase, IDisposable
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(500);

    private IDisposable? _following;
    private long _lookedAt;
    private int _waiting;
    private bool _gone;

    [Inject]
    private IContactNames Names { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _following = Names.Subscribe(Tongue.Keep<ContactsChanged>(changed =>
            {
                // One look answers all that came before it.
                if (Shows(changed) && Interlocked.Exchange(ref _waiting, 1) == 0)
                {
                    _ = Look();
                }
            }));
        }
    }

    /// <summary>Whether something that is shown may have changed. Asked on any thread.</summary>
    protected abstract bool Shows(ContactsChanged changed);

    /// <summary>Reads what is shown again, on the component's own thread.</summary>
    protected abstract Task OnBook();

    protected virtual void Dispose(bool disposing)
    {
        _gone = true;
        _following?.Dispose();
    }

    private async Task Look()
    {
        try
        {
            // While a file comes in every moment brings a change; the first is shown at once.
            if (Time.GetElapsedTime(_lookedAt) is var ago && ago < Spacing)
            {
                await Task.Delay(Spacing - ago, Time);
            }

            await InvokeAsync(async () =>
            {
                Volatile.Write(ref _waiting, 0);
                _lookedAt = Time.GetTimestamp();
                if (!_gone)
                {
                    await OnBook();
                    StateHasChanged();
                }
            });
        }
        catch (ObjectDisposedException)
        {
            // The circuit went away between the change and showing it.
        }
        catch (Exception fault)
        {
            // Nobody awaits this: the nearest error boundary shows the fault, and the circuit lives on.
            await DispatchExceptionAsync(fault);
        }
    }
}
