using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres;

/// <summary>Reads the installation's salt before the silo starts; the first silo ever makes it.</summary>
internal sealed class Installation(NpgsqlDataSource database) : IInstallation, IHostedService
{
    private const int SaltBytes = 32;

    private byte[]? _salt;

    public ReadOnlySpan<byte> Salt => _salt ?? throw new InvalidOperationException("The installation's salt is asked for before the database was reached.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.Execute(
            "insert into installation (salt) values ($1) on conflict do nothing",
            [Bytes(RandomNumberGenerator.GetBytes(SaltBytes))], cancellationToken);
        var salts = await database.Read("select salt from installation", [], row => row.GetFieldValue<byte[]>(0), cancellationToken);
        _salt = salts[0];
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
