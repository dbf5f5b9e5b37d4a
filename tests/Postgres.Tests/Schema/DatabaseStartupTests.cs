using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using OrleansSms.Postgres.Schema;
using OrleansSms.Postgres.Server;
using OrleansSms.Postgres.Tests.Server;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Schema;

public sealed class DatabaseStartupTests(QuickPostgresServer server)
{
    private readonly Lines<DatabaseStartup> _log = new();
    private readonly SchemaMigrator _schema = new(NullLogger<SchemaMigrator>.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_start_waits_for_a_server_that_is_not_up_yet()
    {
        using var folder = new PrivateFolder();
        string address;
        await using (var first = await PrivateServer.Start(folder.Data, NullLogger.Instance, Cancellation))
        {
            address = first.ConnectionString;
        }

        await using var database = NpgsqlDataSource.Create(address);
        var start = Start(database, TimeProvider.System);
        Assert.StartsWith("Warning: ", await _log.Next("Waiting for the database", Cancellation), StringComparison.Ordinal);

        await using var late = await PrivateServer.Start(folder.Data, NullLogger.Instance, Cancellation);
        await start;

        Assert.True(await _schema.IsCurrent(database, Cancellation));
    }

    [Fact]
    public async Task A_missing_database_is_told_and_waited_for()
    {
        await using var reference = await server.CreateDatabase();
        await using var missing = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(reference.ConnectionString) { Database = "made_later", Pooling = false });

        var start = Start(missing, TimeProvider.System);
        var told = await _log.Next("made_later", Cancellation);
        await Execute(reference.DataSource, "create database made_later");
        await start;

        Assert.StartsWith("Error: ", told, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Postgres", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_the_password_and_may_be_mended_while_we_wait()
    {
        await using var reference = await server.CreateDatabase();
        await Execute(reference.DataSource, "create role mended superuser login password 'right'");
        await using var wrong = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(reference.ConnectionString) { Username = "mended", Password = "verysecret" });

        var start = Start(wrong, TimeProvider.System);
        var told = await _log.Next("28P01", Cancellation);
        await Execute(reference.DataSource, "alter role mended password 'verysecret'");
        await start;

        Assert.Contains("ConnectionStrings__Postgres", told, StringComparison.Ordinal);
        Assert.DoesNotContain("verysecret", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody")]
    [InlineData("Host=not-a-host.invalid;Username=nobody")]
    public async Task A_stop_ends_the_wait(string nowhere)
    {
        await using var database = NpgsqlDataSource.Create(nowhere);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var start = Start(database, new FakeTimeProvider(), stop.Token);
        await _log.Next("Waiting", Cancellation);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
    }

    [Fact]
    public async Task A_host_that_is_told_to_stop_does_not_wait_on()
    {
        await using var database = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostedService>(new DatabaseStartup(database, _schema, TimeProvider.System, _log));
        using var host = builder.Build();

        var start = host.StartAsync(Cancellation);
        await _log.Next("Waiting", Cancellation);
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
    }

    [Fact]
    public void The_same_reason_is_told_once_in_ten_seconds()
    {
        var time = new FakeTimeProvider();
        var complaint = new Complaint(time, _log);
        var refused = new NpgsqlException("refused");

        complaint.Make(refused);
        time.Advance(TimeSpan.FromSeconds(9.9));
        complaint.Make(refused);
        Assert.Single(_log.SoFar());

        complaint.Make(new PostgresException("the database system is starting up", "FATAL", "FATAL", PostgresErrorCodes.CannotConnectNow));
        Assert.Single(_log.SoFar());

        time.Advance(TimeSpan.FromSeconds(10));
        complaint.Make(new PostgresException("the database system is starting up", "FATAL", "FATAL", PostgresErrorCodes.CannotConnectNow));
        Assert.Single(_log.SoFar());
    }

    [Fact]
    public async Task A_schema_that_does_not_fit_stops_the_start()
    {
        await using var database = await server.CreateDatabase();
        await Execute(database.DataSource, "update schema_versions set sha256 = 'other' where number = 1");

        var unfit = await Assert.ThrowsAsync<SchemaException>(() => Start(database.DataSource, TimeProvider.System));

        Assert.Contains("001_orleans.sql", unfit.Message, StringComparison.Ordinal);
    }

    private Task Start(NpgsqlDataSource database, TimeProvider time, CancellationToken? cancellation = null) =>
        new DatabaseStartup(database, _schema, time, _log).StartAsync(cancellation ?? Cancellation);

    private static async Task Execute(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
