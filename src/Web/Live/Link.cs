using Microsoft.AspNetCore.Components.Server.Circuits;

namespace OrleansSms.Web.Live;

/// <summary>Whether the browser of this circuit can be reached just now.</summary>
internal sealed class Link : CircuitHandler
{
    /// <summary>Raised on any thread.</summary>
    public event Action? Changed;

    public bool IsUp { get; private set; } = true;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => Turn(true);

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => Turn(false);

    private Task Turn(bool up)
    {
        IsUp = up;
        Changed?.Invoke();
        return Task.CompletedTask;
    }
}
