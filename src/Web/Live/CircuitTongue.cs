using Microsoft.AspNetCore.Components.Server.Circuits;

namespace OrleansSms.Web.Live;

/// <summary>A circuit speaks the language it began with, also to a browser that comes back after another was chosen: one page, one language.</summary>
internal sealed class CircuitTongue : CircuitHandler
{
    private readonly Tongue _tongue = Tongue.Now;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        activity =>
        {
            _tongue.Use();
            return next(activity);
        };
}
