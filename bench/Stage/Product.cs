using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Stage;

/// <summary>Everything that runs: database, carrier, one silo. All of it ends with this, and the data goes.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("orleanssms-bench-").FullName;
    private readonly Stack<IAsyncDisposable> _running = new();
    private Child? _silo;

    public Database Database { get; private set; } = null!;

    public IPEndPoint Silo { get; } = new(IPAddress.Loopback, FreePort());

    public string PublicBaseUrl => $"http://{Silo}";

    public string ApiToken { get; } = RandomNumberGenerator.GetHexString(48, lowercase: true);

    public IEnumerable<string> Complaints => _silo!.Complaints();

    public static async Task<Product> Start(int connections, CancellationToken cancellation)
    {
        var product = new Product();
        try
        {
            await product.StartAll(connections, cancellation);
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    public CpuTimes Cpu() => new(ProcessTree.CpuOf(_silo!.Pid), ProcessTree.CpuOf(Database.Postmaster), Environment.CpuUsage.TotalTime);

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var one))
        {
            await one.DisposeAsync();
        }

        Directory.Delete(_home, recursive: true);
    }

    private async Task StartAll(int connections, CancellationToken cancellation)
    {
        Database = await Database.Start(Path.Combine(_home, "postgres"), connections, cancellation);
        _running.Push(Database);

        var carrier = $"http://127.0.0.1:{FreePort()}";
        var simulator = Child.Start(Program("tools/TwilioSimulator", "TwilioSimulator"), Path.Combine(_home, "simulator.log"), new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = carrier,
            ["Simulator__SmsUrl"] = $"{PublicBaseUrl}/api/v1/twilio/sms/webhook",
        });
        _running.Push(simulator);
        await simulator.Answers($"{carrier}/", cancellation);

        _silo = Child.Start(Program("src/Silo", "Silo"), Path.Combine(_home, "silo.log"), new Dictionary<string, string>
        {
            // Not Development: its checks of scopes cost on every request and no user has them. Not Production: that refuses the simulator.
            ["ASPNETCORE_ENVIRONMENT"] = "Test",
            ["ASPNETCORE_URLS"] = PublicBaseUrl,
            ["ConnectionStrings__Postgres"] = Database.ConnectionString,
            ["Orleans__SiloPort"] = $"{FreePort()}",
            ["Twilio__AccountSid"] = Carrier.AccountSid,
            ["Twilio__AuthToken"] = Carrier.AuthToken,
            ["Twilio__ApiBaseUrl"] = carrier,
            ["PublicBaseUrl"] = PublicBaseUrl,
            ["Setup__OwnerEmail"] = "owner@example.com",
            ["Setup__OwnerPassword"] = ApiToken,
            ["Setup__ApiToken"] = ApiToken,
            ["Setup__Lines__0"] = Carrier.Line,
        });
        _running.Push(_silo);
        await _silo.Answers($"{PublicBaseUrl}/health/ready", cancellation);
    }

    private static string Program(string folder, string name) =>
        Path.GetFullPath(Path.Combine(folder, "bin", "Release", "net10.0", $"OrleansSms.{name}.dll"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
