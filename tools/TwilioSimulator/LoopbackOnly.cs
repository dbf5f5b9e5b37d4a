using System.Net;
using Microsoft.AspNetCore.HostFiltering;

namespace OrleansSms.TwilioSimulator;

/// <summary>The simulator has no real secrets and an open control API, so it listens to this machine alone.</summary>
internal static class LoopbackOnly
{
    private const string DefaultAddress = "http://localhost:7080";

    public static void Apply(WebApplicationBuilder builder)
    {
        var urls = builder.Configuration["urls"];
        var addresses = string.IsNullOrWhiteSpace(urls)
            ? [DefaultAddress]
            : urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var endpoints = builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Select(endpoint => endpoint["Url"]).OfType<string>();
        foreach (var address in addresses.Concat(endpoints))
        {
            Check(address);
        }

        builder.WebHost.UseUrls(addresses);

        // A page elsewhere must not reach the control API through a name that resolves to this machine.
        builder.Services.Configure<HostFilteringOptions>(hosts =>
            hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
    }

    private static void Check(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        var isLoopback = host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
        if (!isLoopback)
        {
            throw new ConfigurationRefusedException(
                $"The simulator listens on loopback only; '{address}' is refused. Use http://localhost:PORT or http://127.0.0.1:PORT.");
        }
    }
}
