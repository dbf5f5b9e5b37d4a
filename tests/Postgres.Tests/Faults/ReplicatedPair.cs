using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansSms.Postgres.Schema;
using OrleansSms.Postgres.Server;
using OrleansSms.Postgres.Tests.Server;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.Postgres.Tests.Faults;

/// <summary>A primary and its streaming standby, which has what was acknowledged (synchronous replication).</summary>
internal sealed class ReplicatedPair : IAsyncDisposable
{
    private readonly PrivateFolder _folder;
    private readonly PrivateServer _primary;
    private readonly NpgsqlDataSource _asPrimary;
    private PrivateServer? _second;
    private NpgsqlDataSource? _standby;

    private ReplicatedPair(PrivateServer primary, PrivateFolder folder)
    {
        (_primary, _folder) = (primary, folder);
        _asPrimary = NpgsqlDataSource.Create(primary.ConnectionString);
    }

    /// <summary>The second of the two, by itself.</summary>
    public NpgsqlDataSource Standby => _standby!;

    private ServerFiles Copy => new(Path.Combine(_folder.Home, "standby"));

    public static async Task<ReplicatedPair> Start(CancellationToken cancellation)
    {
        var folder = new PrivateFolder();
        var pair = new ReplicatedPair(await PrivateServer.Start(folder.Data, NullLogger.Instance, cancellation), folder);
        try
        {
            await new SchemaMigrator(NullLogger<SchemaMigrator>.Instance).Apply(pair._asPrimary, cancellation);
            await pair.Replicate(cancellation);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>The standby is named first: who asks for the primary has to pass it by.</summary>
    public NpgsqlConnectionStringBuilder Both()
    {
        var (first, second) = (new NpgsqlConnectionStringBuilder(_second!.ConnectionString), new NpgsqlConnectionStringBuilder(_primary.ConnectionString));
        return new(_primary.ConnectionString)
        {
            Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{first.Port},127.0.0.1:{second.Port}"),
            TargetSessionAttributes = "primary",
            Timeout = 5,
            CommandTimeout = 8,
            HostRecheckSeconds = 1,
        };
    }

    /// <summary>The primary dies for good, and the standby takes its place.</summary>
    public async Task Fail(CancellationToken cancellation)
    {
        var dying = Postmaster.Find(_folder.Files)!;
        Signals.Crash(dying.Pid);
        await Eventually.Get(() => Task.FromResult(Postmaster.Find(_folder.Files)), left => left is null, cancellation);
        await Standby.Execute("select pg_promote()", [], cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _asPrimary.DisposeAsync();
        // It waits for its standby with every commit.
        if (_standby is not null)
        {
            await _standby.DisposeAsync();
        }

        await _primary.DisposeAsync();
        if (_second is not null)
        {
            await _second.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task Replicate(CancellationToken cancellation)
    {
        // Distributions put some of the programs where others are not.
        var binaries = await ServerBinaries.Find(
            ServerBinaries.UsualFolders().Where(folder => File.Exists(Path.Combine(folder, "pg_basebackup"))), _folder.Files.MajorVersion);
        var account = await ServerAccount.For(_folder.Files);
        var primary = new NpgsqlConnectionStringBuilder(_primary.ConnectionString);
        Directory.CreateDirectory(Copy.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await account.Give(Copy.Data);
        var address = string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={primary.Port} user={primary.Username} password={primary.Password}");
        var copied = await account.Run(Path.Combine(binaries.Folder, "pg_basebackup"), "-D", Copy.Data, "-R", "-c", "fast", "-X", "stream", "-d", address);
        Assert.True(copied.Succeeded, copied.Output);
        File.Copy(_folder.Files.Password, Copy.Password);

        _second = await PrivateServer.Start(Copy.Data, NullLogger.Instance, cancellation);
        _standby = NpgsqlDataSource.Create(_second.ConnectionString);
        await _asPrimary.Execute("alter system set synchronous_standby_names = '*'", [], cancellation);
        await _asPrimary.Execute("select pg_reload_conf()", [], cancellation);
        await Eventually.Get(
            () => _asPrimary.Read("select sync_state from pg_stat_replication", [], row => row.GetString(0), cancellation),
            states => states is ["sync"], cancellation);
    }
}
