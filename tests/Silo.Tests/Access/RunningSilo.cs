using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres;
using OrleansSms.TestKit.Calls;
using OrleansSms.TestKit.Conversations;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>The whole program in this process, on a real database, with a carrier that takes everything.</summary>
/// <param name="more">Any other key.</param>
internal sealed class RunningSilo(
    string connectionString, Action<IServiceCollection>? change = null, IReadOnlyDictionary<string, string>? more = null) : WebApplicationFactory<Program>
{
    /// <summary>Where requests of the API and of browsers come from, as far as the silo can tell.</summary>
    public static readonly Uri Address = new("http://localhost");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting(PostgresSetup.ConnectionStringKey, connectionString);
        builder.UseSetting("Orleans:SiloPort", FreePorts.Next().ToString(CultureInfo.InvariantCulture));
        builder.UseSetting("Limits:Burst", "1000000");
        builder.UseSetting("PublicBaseUrl", Address.GetLeftPart(UriPartial.Authority));
        foreach (var (key, value) in more ?? new Dictionary<string, string>())
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<ICarrier>(new FakeCarrier());
            services.AddSingleton<ICarrierCalls>(new FakeCarrierCalls());
            services.AddSingleton<IRecordingStore>(new FakeRecordingStore());
            change?.Invoke(services);
        });
    }
}
