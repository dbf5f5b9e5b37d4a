using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace OrleansSms.TwilioSimulator.Recordings;

/// <summary>Where this process is reached: the carrier's API origin, as absolute addresses in its webhooks name it.</summary>
internal sealed class Origin(IServer server)
{
    public string Url => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/') ?? "http://localhost";
}
