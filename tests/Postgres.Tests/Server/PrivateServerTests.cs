using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansSms.Postgres.Server;

namespace OrleansSms.Postgres.Tests.Server;

public sealed class PrivateServerTests : IDisposable
{
    private readonly PrivateFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_written_is_there_after_a_restart_at_the_same_address()
    {
        string first;
        await using (var server = await Start())
        {
            first = server.ConnectionString;
            await Execute(server, "create table kept (n int); insert into kept values (7)");
        }

        await using var again = await Start();

        Assert.Equal(first, again.ConnectionString);
        Assert.Equal(7, await Ask<int>(again, "select n from kept"));
    }

    [Fact]
    public async Task The_server_is_ours_alone_durable_and_speaks_utf8()
    {
        await using var server = await Start();
        var address = new NpgsqlConnectionStringBuilder(server.ConnectionString);

        Assert.Equal(("127.0.0.1", "orleanssms", "orleanssms"), (address.Host, address.Username, address.Database));
        Assert.Equal("127.0.0.1", await Ask<string>(server, "show listen_addresses"));
        Assert.Equal("", await Ask<string>(server, "show unix_socket_directories"));
        Assert.Equal("on on on", await Ask<string>(server, "select concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'))"));
        Assert.Equal("UTF8 C.UTF-8", await Ask<string>(server, "select pg_encoding_to_char(encoding) || ' ' || datcollate from pg_database where datname = current_database()"));
        Assert.Equal("scram-sha-256", await Ask<string>(server, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Files.Password));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var server = await Start();
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Cancellation));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task A_second_silo_joins_and_the_last_one_out_stops_the_server()
    {
        var first = await Start();
        var second = await Start();
        Assert.Equal(first.ConnectionString, second.ConnectionString);
        var pid = Postmaster.Find(_folder.Files)!.Pid;

        await first.DisposeAsync();
        Assert.Equal(pid, Postmaster.Find(_folder.Files)?.Pid);
        Assert.Equal(1, await Ask<int>(second, "select 1"));

        await second.DisposeAsync();
        Assert.Null(Postmaster.Find(_folder.Files));
    }

    [Fact]
    public async Task Silos_that_start_together_share_one_server()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Start, Cancellation)));

        Assert.Single(servers.Select(server => server.ConnectionString).Distinct());
        await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        Assert.Null(Postmaster.Find(_folder.Files));
    }

    [Fact]
    public async Task A_killed_server_recovers_with_all_that_was_committed()
    {
        await using (var server = await Start())
        {
            await Execute(server, "create table kept (n int); insert into kept values (7)");
            await Kill(Postmaster.Find(_folder.Files)!.Pid);
            Assert.True(File.Exists(_folder.Files.PidFile));
        }

        await using var again = await Start();

        Assert.Equal(7, await Ask<int>(again, "select n from kept"));
    }

    [Fact]
    public async Task A_server_killed_under_a_living_silo_comes_back_at_its_address_for_the_next()
    {
        await using var first = await Start();
        await Kill(Postmaster.Find(_folder.Files)!.Pid);

        await using var second = await Start();

        Assert.Equal(first.ConnectionString, second.ConnectionString);
        NpgsqlConnection.ClearAllPools();
        Assert.Equal(1, await Ask<int>(first, "select 1"));
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

            Assert.Equal(1, await Ask<int>(server, "select 1"));
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

        Assert.Equal(1, await Ask<int>(server, "select 1"));
        Assert.False(Directory.Exists(halfDone));
    }

    [Fact]
    public async Task A_project_below_a_folder_closed_to_the_servers_account_works()
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, _folder.Mode);

        await using var server = await Start();

        Assert.Equal(1, await Ask<int>(server, "select 1"));
        var account = (await Command.Run("stat", ["-c", "%u", _folder.Data])).Output;
        Assert.Equal(Environment.IsPrivilegedProcess, account != (await Command.Run("id", ["-u"])).Output);
    }

    [Fact]
    public async Task The_server_has_a_session_of_its_own_that_a_Ctrl_C_does_not_reach()
    {
        await using var server = await Start();
        var pid = Postmaster.Find(_folder.Files)!.Pid.ToString(CultureInfo.InvariantCulture);

        Assert.Equal(pid, (await Command.Run("ps", ["-o", "sid=", "-p", pid])).Output.Trim());
    }

    [Fact]
    public async Task Without_installed_programs_one_sentence_says_what_to_install()
    {
        var missing = await Assert.ThrowsAsync<PrivateServerException>(
            () => PrivateServer.Start(_folder.Data, NullLogger.Instance, new Dictionary<string, string>(), [_folder.Home], Cancellation));

        Assert.Contains("apt-get install postgresql", missing.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Postgres", missing.Message, StringComparison.Ordinal);
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
        Assert.Equal(1, await Ask<int>(server, "select 1"));
    }

    private Task<PrivateServer> Start() => PrivateServer.Start(_folder.Data, NullLogger.Instance, Cancellation);

    private static async Task Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
    }

    private static async Task Execute(PrivateServer server, string sql)
    {
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<T> Ask<T>(PrivateServer server, string sql)
    {
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
