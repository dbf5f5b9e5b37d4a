using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using OrleansSms.Members;

namespace OrleansSms.Web.Live;

/// <summary>The session this circuit was opened with. When it ends the page goes blank, and nothing the browser still sends is taken.</summary>
internal sealed class OpenSession(ISessionWatch watch, AuthenticationStateProvider authentication) : CircuitHandler, IDisposable
{
    private IDisposable? _watching;

    public event Action? Ended;

    public bool IsOver { get; private set; }

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        _watching = watch.Watch((await authentication.GetAuthenticationStateAsync()).User, End);

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        activity => IsOver ? Task.CompletedTask : next(activity);

    public void Dispose() => _watching?.Dispose();

    private void End()
    {
        IsOver = true;
        Ended?.Invoke();
    }
}
