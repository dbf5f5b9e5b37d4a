using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Postgres.Audit;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Audit;

public sealed class AuditLogTests(QuickPostgresServer server) : AuditScene(server)
{
    [Fact]
    public async Task A_row_tells_who_did_what_to_what_when_and_from_where()
    {
        var token = Guid.NewGuid();
        await Log.Write(new(AuditActions.TokenUsed, Olga, "Subject", "Detail", "192.0.2.1", token), Cancellation);
        await Log.Write(new(AuditActions.SignInFailed, null), Cancellation);

        Assert.Equal(
            [
                new AuditRecord(2, Noon, AuditActions.SignInFailed, null, null, null, null, null, null),
                new AuditRecord(1, Noon, AuditActions.TokenUsed, Olga, "olga@example.com", "Subject", "Detail", "192.0.2.1", token),
            ],
            (await ReaderOf(Olga).Page(new(), Cancellation)).Records);
    }

    [Fact]
    public async Task A_name_stays_as_it_was_when_the_account_goes()
    {
        await Write(by: Mia);
        await Execute("delete from users where id = $1", Parameters.Uuid(Mia));

        Assert.Equal("mia@example.com", (await ReaderOf(Olga).Page(new(), Cancellation)).Records.Single().Who);
    }

    [Fact]
    public async Task What_cannot_be_stored_does_not_keep_a_row_from_being_written()
    {
        await Write(subject: "a\0b", detail: "half \ud83d");

        var record = (await ReaderOf(Olga).Page(new(), Cancellation)).Records.Single();
        Assert.Equal(("a\uFFFDb", "half \uFFFD"), (record.Subject, record.Detail));
    }

    [Fact]
    public async Task A_hundred_rows_at_once_from_two_silos_are_one_chain_without_gaps()
    {
        await using var another = NpgsqlDataSource.Create(Database.ConnectionString);
        AuditLog[] logs = [Log, new(another, Time)];

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => logs[i % 2].Write(new(AuditActions.SignedIn, Olga, $"{i}"), Cancellation)));

        var verdict = await ReaderOf(Olga).Check(null, null, Cancellation);
        Assert.Equal((100, 100, 0), (verdict.Rows, verdict.Seal!.Number, verdict.Found));
        var subjects = (await ReaderOf(Olga).Page(new(Limit: 200), Cancellation)).Records.Select(record => record.Subject);
        Assert.Equal(100, subjects.Distinct().Count());
    }

    [Theory]
    [InlineData("update audit_log set subject = 'another'")]
    [InlineData("delete from audit_log")]
    [InlineData("truncate audit_log")]
    public async Task Nobody_changes_or_removes_a_row_by_the_way(string sql)
    {
        await Write();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Execute(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Whoever_inserts_gets_the_next_number_and_the_right_hash()
    {
        await Write();
        await Execute("""
            insert into audit_log (number, at, action, previous, hash)
            select n, now(), 'by-hand', sha256(''), sha256('') from generate_series(1, 3) n
            """);

        var verdict = await ReaderOf(Olga).Check(null, null, Cancellation);

        Assert.Equal((4, 0), (verdict.Seal!.Number, verdict.Found));
    }

    [Theory]
    [InlineData("select count(*) from audit_log", true)]
    [InlineData("insert into audit_log (at, action) values (now(), 'x')", true)]
    [InlineData("update audit_log set subject = 'x'", false)]
    [InlineData("delete from audit_log", false)]
    [InlineData("truncate audit_log", false)]
    [InlineData("alter table audit_log disable trigger user", false)]
    [InlineData("drop trigger audit_chain on audit_log", false)]
    [InlineData("set session_replication_role = replica", false)]
    public async Task The_application_may_add_and_read_and_a_members_question_not_even_that(string sql, bool application)
    {
        await Write();

        Assert.Equal(application, await May("orleanssms_service", sql));
        Assert.False(await May("orleanssms_user", sql));
    }

    [Fact]
    public async Task The_first_use_of_a_token_from_an_address_in_an_hour_is_written_once_whichever_silo_meets_it()
    {
        var (token, since) = (Guid.NewGuid(), Noon.AddMinutes(-30));
        await using var another = NpgsqlDataSource.Create(Database.ConnectionString);
        AuditLog[] logs = [Log, new(another, Time)];

        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => logs[i % 2].WriteFirstUse(Use(token, "192.0.2.1"), since, Cancellation)));

        Assert.Single(written, did => did);
        Assert.True(await Log.WriteFirstUse(Use(token, null), since, Cancellation));
        Assert.False(await Log.WriteFirstUse(Use(token, null), since, Cancellation));
        Assert.True(await Log.WriteFirstUse(Use(Guid.NewGuid(), "192.0.2.1"), since, Cancellation));
        Assert.True(await Log.WriteFirstUse(Use(token, "192.0.2.1"), Noon.AddHours(1), Cancellation));
    }

    private static AuditEntry Use(Guid token, string? address) => new(AuditActions.TokenUsed, Olga, Address: address, TokenId: token);

    private async Task<bool> May(string role, string sql)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new($"set local role {role}"), new(sql) } };
        try
        {
            await batch.ExecuteNonQueryAsync(Cancellation);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // By the rights of the role, not by what guards the table against its owner.
            Assert.DoesNotContain("only added to", refused.MessageText, StringComparison.Ordinal);
            return false;
        }
    }
}
