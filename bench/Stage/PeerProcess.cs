using System.Security.Cryptography;
using System.Text;
using OrleansSms.Bench.Seed;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Stage;

/// <summary>What the product is compared with: express, pg and the carrier's own library in two worker processes.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly string Folder = Path.GetFullPath("bench/Peer");

    private readonly Child _process;

    private PeerProcess(Child process, Contestant contestant) => (_process, Contestant) = (process, contestant);

    public Contestant Contestant { get; }

    public static async Task<PeerProcess> Start(Database database, string log, CancellationToken cancellation)
    {
        var user = Guid.NewGuid();
        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        await database.Execute(await File.ReadAllTextAsync(Path.Combine(Folder, "schema.sql"), cancellation), cancellation);
        await database.Execute(
            $"insert into users (id, token_hash) values ('{user}', '\\x{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}')", cancellation);

        var connection = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString);
        var address = Contestant.FreeAddress();
        var process = Child.Node(Path.Combine(Folder, "server.js"), log, new Dictionary<string, string>
        {
            ["NODE_ENV"] = "production",
            ["PORT"] = $"{address.Port}",
            ["PUBLIC_BASE_URL"] = $"http://{address}",
            ["AUTH_TOKEN"] = CarrierSide.AuthToken,
            ["USER_ID"] = $"{user}",
            ["DATABASE_URL"] = $"postgresql://{connection.Username}:{Uri.EscapeDataString(connection.Password!)}@{connection.Host}:{connection.Port}/{connection.Database}",
        });
        var peer = new PeerProcess(process, new("peer", address, token, () => process.Pid, database, new PeerShape(user), "peer"));
        try
        {
            await process.Answers($"http://{address}/health", cancellation);
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
