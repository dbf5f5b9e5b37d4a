using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansSms.Postgres.Server;

namespace OrleansSms.Postgres.Tests.Server;

public sealed class PrivateServerRecoveryTests : IDisposable
{
    private readonly PrivateFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_server_recovers_with_all_that_was_committed()
    {
        await using (var server = await Start())
        {
            await server.Execute("create table kept (n int); insert into kept values (7)");
            await Kill(Postmaster.Find(_folder.Files)!.Pid);
            Assert.True(File.Exists(_folder.Files.PidFile));
        }

        await using var again = await Start();

        Assert.Equal(7, await again.Ask<int>("select n from kept"));
    }

    [Fact]
    public async Task A_server_killed_under_a_living_silo_comes_back_at_its_address_for_the_next()
    {
        await using var first = await Start();
        await Kill(Postmaster.Find(_folder.Files)!.Pid);

        await using var second = await Start();

        Assert.Equal(first.ConnectionString, second.ConnectionString);
        NpgsqlConnection.ClearAllPools();
        Assert.Equal(1, await first.Ask<int>("select 1"));
    }

    [Fact]
    public async Task A_stale_pid_that_belongs_to_another_process_now_is_not_believed()
    {
        await using (await Start())
        {
        }

        // Of the same account, so Postgres itself takes it for a running server and refuses to start.
        var account = await ServerAccount.For(_folder.Files);
        var other = (await account.Run("/bin/sh", "-c", "sleep 600 >/dev/null 2>&1 & echo $!")).Output;
        try
        {
            await File.WriteAllLinesAsync(
                _folder.Files.PidFile, [other, _folder.Data, "1700000000", "5432", "", "127.0.0.1", "  1234567         0", "ready   "], Cancellation);
            await account.Give(_folder.Files.PidFile);

            await using var server = await Start();

            Assert.Equal(1, await server.Ask<int>("select 1"));
            Assert.NotEqual(other, Postmaster.Find(_folder.Files)!.Pid.ToString(CultureInfo.InvariantCulture));
        }
        finally
        {
            await Kill(int.Parse(other, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task An_initdb_that_was_killed_half_way_is_done_again()
    {
        var halfDone = Path.Combine(_folder.Home, "postgres.init-0badc0de");
        Directory.CreateDirectory(Path.Combine(halfDone, "base"));
        await File.WriteAllTextAsync(Path.Combine(halfDone, "PG_VERSION"), "15", Cancellation);

        await using var server = await Start();

        Assert.Equal(1, await server.Ask<int>("select 1"));
        Assert.False(Directory.Exists(halfDone));
    }

    [Fact]
    public async Task Data_of_another_version_names_the_version_to_install()
    {
        Directory.CreateDirectory(_folder.Data);
        await File.WriteAllTextAsync(Path.Combine(_folder.Data, "PG_VERSION"), "9\n", Cancellation);

        var unfit = await Assert.ThrowsAsync<PrivateServerException>(Start);

        Assert.Contains("postgresql-9", unfit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_password_file_is_told_by_name()
    {
        await using (await Start())
        {
        }

        File.Delete(_folder.Files.Password);

        var lost = await Assert.ThrowsAsync<PrivateServerException>(Start);
        Assert.Contains(_folder.Files.Password, lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_fails_says_what_the_server_said_and_leaves_nothing_running()
    {
        var failed = await Assert.ThrowsAsync<PrivateServerException>(() => PrivateServer.Start(
            _folder.Data, NullLogger.Instance, new Dictionary<string, string> { ["shared_buffers"] = "nonsense" }, Cancellation));

        Assert.Contains("shared_buffers", failed.Message, StringComparison.Ordinal);
        Assert.Null(Postmaster.Find(_folder.Files));
        await using var server = await Start();
        Assert.Equal(1, await server.Ask<int>("select 1"));
    }

    private Task<PrivateServer> Start() => PrivateServer.Start(_folder.Data, NullLogger.Instance, Cancellation);

    private static async Task Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
    }
}
