using System.Security.Cryptography;
using OrleansSms.Bench.Seed;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Stage;

/// <summary>The product as it is published, on one database. It can be stopped and started again.</summary>
/// <param name="beside">The silo whose cluster it joins, on the same database and behind the same public address.</param>
/// <param name="more">Any other key.</param>
internal sealed class SiloProcess(Database database, string carrier, string log, SiloProcess? beside = null, IReadOnlyDictionary<string, string>? more = null) : IAsyncDisposable
{
    public const string Owner = "owner@example.com";

    private static readonly string Program = Path.GetFullPath("artifacts/bench/silo/OrleansSms.Silo.dll");

    private readonly string _siloPort = $"{Contestant.FreeAddress().Port}";
    private Child? _process;

    public Contestant Contestant { get; private set; } = null!;

    public int Pid => _process!.Pid;

    public IEnumerable<string> Complaints => Child.Complaints(log);

    public async Task Start(CancellationToken cancellation)
    {
        Contestant ??= new(
            "product", Contestant.FreeAddress(), beside?.Contestant.ApiToken ?? RandomNumberGenerator.GetHexString(48, lowercase: true), () => Pid, database, new ProductShape([]), "product");
        Launch();
        await _process!.Answers($"http://{Contestant.Address}/health/ready", cancellation);
        Contestant = Contestant with { Shape = new ProductShape(await database.Ask<byte[]>("select salt from installation", cancellation)) };
    }

    /// <summary>Without waiting for it.</summary>
    public void Launch() => _process = Child.Dotnet(Program, log, new Dictionary<string, string>(more ?? new Dictionary<string, string>())
    {
        // Not Development: its checks of scopes cost on every request and no user has them. Not Production: that refuses the simulator.
        ["ASPNETCORE_ENVIRONMENT"] = "Test",
        ["ASPNETCORE_URLS"] = $"http://{Contestant.Address}",
        ["ConnectionStrings__Postgres"] = database.ConnectionString,
        ["Orleans__SiloPort"] = _siloPort,
        ["Twilio__AccountSid"] = CarrierSide.AccountSid,
        ["Twilio__AuthToken"] = CarrierSide.AuthToken,
        ["Twilio__ApiBaseUrl"] = carrier,
        // The carrier does not know the messages that were copied in; a sweep would ask it for each of them.
        ["Sweeps__Enabled"] = "false",
        ["PublicBaseUrl"] = (beside ?? this).Contestant.PublicBaseUrl,
        ["Setup__OwnerEmail"] = Owner,
        ["Setup__OwnerPassword"] = Contestant.ApiToken,
        ["Setup__ApiToken"] = Contestant.ApiToken,
        ["Setup__Lines__0"] = CarrierSide.Line,
        ["Limits__RequestsPerSecond"] = "1000000",
        ["Limits__Burst"] = "1000000",
    });

    public Task Kill(CancellationToken cancellation) => _process!.Kill(cancellation);

    public async Task Stop()
    {
        if (_process is { } running)
        {
            _process = null;
            await running.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await Stop();
}
