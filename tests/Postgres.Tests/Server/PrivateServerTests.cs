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
            await server.Execute( "create table kept (n int); insert into kept values (7)");
        }

        await using var again = await Start();

        Assert.Equal(first, again.ConnectionString);
        Assert.Equal(7, await again.Ask<int>("select n from kept"));
    }

    [Fact]
    public async Task The_server_is_ours_alone_durable_and_speaks_utf8()
    {
        await using var server = await Start();
        var address = new NpgsqlConnectionStringBuilder(server.ConnectionString);

        Assert.Equal(("127.0.0.1", "orleanssms", "orleanssms"), (address.Host, address.Username, address.Database));
        Assert.Equal("127.0.0.1", await server.Ask<string>("show listen_addresses"));
        Assert.Equal("", await server.Ask<string>("show unix_socket_directories"));
        Assert.Equal("on on on", await server.Ask<string>("select concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'))"));
        Assert.Equal("UTF8 C.UTF-8", await server.Ask<string>("select pg_encoding_to_char(encoding) || ' ' || datcollate from pg_database where datname = current_database()"));
        Assert.Equal("scram-sha-256", await server.Ask<string>("select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"));
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
        Assert.Equal(1, await second.Ask<int>("select 1"));

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
    public async Task A_project_below_a_folder_closed_to_the_servers_account_works()
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, _folder.Mode);

        await using var server = await Start();

        Assert.Equal(1, await server.Ask<int>("select 1"));
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

    private Task<PrivateServer> Start() => PrivateServer.Start(_folder.Data, NullLogger.Instance, Cancellation);
}
