using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using OrleansSms.Members;

namespace OrleansSms.Web.Live;

/// <summary>The session this circuit was opened with. When it ends the page goes blank, and nothing the browser still sends is taken.</summary>
internal sealed class OpenSession(ISessionWatch watch, AuthenticationStateProvider authentication) : CircuitHandler, IDisposable
{
    private IDisposable? _watching;

    public event Action? Ended;

    /// <summary>On any thread: <see cref="Time"/> is another one.</summary>
    public event Action? Changed;

    public bool IsOver { get; private set; }

    /// <summary>Null: not known yet.</summary>
    public SessionTime? Time { get; private set; }

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        _watching = watch.Watch((await authentication.GetAuthenticationStateAsync()).User, Tongue.Keep(End), Tongue.Keep<SessionTime>(Last));

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        activity => IsOver ? Task.CompletedTask : next(activity);

    /// <summary>Asks how the session is now.</summary>
    public void LookAgain() => watch.LookAgain();

    public void Dispose() => _watching?.Dispose();

    private void Last(SessionTime time)
    {
        Time = time;
        Changed?.Invoke();
    }

    private void End()
    {
        IsOver = true;
        Ended?.Invoke();
    }
}
