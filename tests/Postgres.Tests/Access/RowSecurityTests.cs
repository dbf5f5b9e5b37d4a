using Npgsql;
using OrleansSms.Postgres.Access;
using OrleansSms.TestKit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Access;

/// <summary>The second lock, tried with plain SQL: whatever a question leaves out, the database does not answer for strangers.</summary>
public sealed class RowSecurityTests(QuickPostgresServer server) : IAsyncLifetime
{
    private static readonly Guid Anna = Guid.NewGuid();
    private static readonly Guid Ben = Guid.NewGuid();

    // Nothing of customers in them: who may sign in, how the cluster runs, how often doors were knocked at.
    private static readonly HashSet<string> WithoutCustomers =
    [
        "schema_versions", "installation", "users", "user_claims", "user_logins", "user_tokens", "api_tokens", "data_protection_keys",
        "orleansquery", "orleans_membership", "orleans_membership_version", "orleans_reminders", "sweeps", "line_pace",
        "webhook_counts", "webhook_streaks", "audit_log",
        "sessions", "invitations", "invitation_lines", "password_resets", "authenticators", "recovery_codes", "user_passkeys", "sign_in_tries", "settings", "member_providers", "browser_phones",
    ];

    private TestDatabase _database = null!;
    private NpgsqlDataSource _members = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabase();
        _members = DataSources.ForMembers(_database.ConnectionString);
        await Execute("""
            insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            select unnest($1::uuid[]), 'member', true, false, false, true, 0
            """, new NpgsqlParameter<Guid[]> { TypedValue = [Anna, Ben] });
        await Execute("insert into lines (number) values ('+447700900001'), ('+447700900002')");
        await Execute("insert into line_members (line, user_id) values ('+447700900001', $1), ('+447700900002', $2)", Uuid(Anna), Uuid(Ben));
        await Execute("""
            with made as (
              insert into conversations
              select gen_random_uuid(), number, '+14155550100', 1, 1, 1, 1, 1, 'open', false, 'hi', 'inbound', 'received', now(), now(), now(), 0 from lines
              returning id, line)
            insert into sms_messages (conversation_id, number, id, from_number, to_number, body, direction, status, num_segments, date_created, date_updated)
            select id, 1, gen_random_uuid(), '+14155550100', line, 'hi', 'inbound', 'received', 1, now(), now() from made
            """);
        await Execute("""
            insert into calls (conversation_id, number, id, direction, line, from_number, to_number, status, user_id, member_number, date_created, date_updated, hang_up, recovered)
            select id, 2, gen_random_uuid(), 'outbound', line, line, contact, 'completed', $1, '+447700900011', now(), now(), false, false from conversations
            """, Uuid(Anna));
        await Execute("""
            with made as (
              insert into contacts (id, name, company, email, notes, fields, tags, touched, version, sort_key, found_by, created_at, updated_at)
              values (gen_random_uuid(), 'Maya', '', '', '', '[]', '{}', '{}', 1, 'maya', 'maya', now(), now()) returning id)
            insert into contact_numbers select '+14155550100', id, '', '', 0 from made
            """);
        await Execute("insert into read_positions select m.user_id, c.id, 1 from conversations c cross join (values ($1), ($2)) as m (user_id)", Uuid(Anna), Uuid(Ben));
        await Execute("insert into member_phones values ($1, '+447700900011', true, now()), ($2, '+447700900012', true, now())", Uuid(Anna), Uuid(Ben));
    }

    public async ValueTask DisposeAsync()
    {
        await _members.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("lines")]
    [InlineData("line_members")]
    [InlineData("conversations")]
    [InlineData("sms_messages")]
    [InlineData("calls")]
    [InlineData("read_positions")]
    [InlineData("contacts")]
    [InlineData("contact_numbers")]
    [InlineData("member_phones")]
    public async Task A_connection_on_which_nobody_is_named_is_shown_nothing(string table) =>
        Assert.Equal(0, (await _members.Read($"select count(*)::int from {table}", [], row => row.GetInt32(0), Cancellation))[0]);

    [Fact]
    public async Task A_member_is_shown_what_is_on_their_lines_and_what_they_have_read()
    {
        Assert.Equal(["+447700900001"], await As(Anna, "select number from lines"));
        Assert.Equal(["+447700900001"], await As(Anna, "select line from line_members"));
        Assert.Equal(["+447700900001"], await As(Anna, "select line from conversations"));
        Assert.Equal(["+447700900001"], await As(Anna, "select to_number from sms_messages"));
        Assert.Equal(["+447700900001"], await As(Anna, "select from_number from calls"));
        Assert.Equal(["+447700900002"], await As(Ben, "select line from calls where user_id <> asking_user() or true"));
        Assert.Equal([Anna.ToString(), Anna.ToString()], await As(Anna, "select user_id::text from read_positions"));
        Assert.Equal(["+447700900002"], await As(Ben, "select line from conversations where preview like '%' or true"));
        Assert.Empty(await As(Guid.NewGuid(), "select line from conversations"));
        Assert.Equal(["+447700900012"], await As(Ben, "select number from member_phones"));
    }

    [Fact]
    public async Task Contacts_are_shown_to_every_member_and_to_nobody_else()
    {
        await Execute("update users set disabled_at = now() where id = $1", Uuid(Ben));

        Assert.Equal(["Maya"], await As(Anna, "select name from contacts"));
        Assert.Equal(["+14155550100"], await As(Anna, "select number from contact_numbers"));
        foreach (var stranger in (Guid[])[Ben, Guid.NewGuid()])
        {
            Assert.Empty(await As(stranger, "select name from contacts"));
            Assert.Empty(await As(stranger, "select number from contact_numbers"));
        }
    }

    [Fact]
    public async Task Who_was_named_is_forgotten_with_the_question()
    {
        Assert.Single(await As(Anna, "select line from conversations"));

        Assert.Equal(0, (await _members.Read("select count(*)::int from conversations", [], row => row.GetInt32(0), Cancellation))[0]);
    }

    [Theory]
    [InlineData("delete from conversations")]
    [InlineData("update sms_messages set body = 'x'")]
    [InlineData("insert into line_members (line, user_id) values ('+447700900002', gen_random_uuid())")]
    [InlineData("select * from users")]
    [InlineData("select * from api_tokens")]
    [InlineData("select * from outbox")]
    [InlineData("select * from contact_merges")]
    [InlineData("select * from contact_imports")]
    [InlineData("update contacts set name = 'x'")]
    [InlineData("update member_phones set number = 'x'")]
    [InlineData("select member_number from calls")]
    [InlineData("select line from calls where member_number = '+447700900011'")]
    [InlineData("select * from calls")]
    [InlineData("update calls set status = 'missed'")]
    [InlineData("select * from recording_files")]
    [InlineData("select * from webhook_tray")]
    [InlineData("select * from data_protection_keys")]
    [InlineData("select * from orleans_storage")]
    [InlineData("alter table conversations disable row level security")]
    [InlineData("create table mine (id int)")]
    public async Task What_is_asked_for_a_member_neither_writes_nor_looks_elsewhere(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => As(Anna, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("alter table conversations disable row level security")]
    [InlineData("drop policy shared on conversations")]
    [InlineData("delete from schema_versions")]
    [InlineData("create table mine (id int)")]
    public async Task A_silo_changes_no_table(string sql)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(Cancellation);
        await using var command = new NpgsqlCommand($"set role orleanssms_service; {sql}", connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Every_table_with_something_of_customers_is_guarded_also_from_its_owner()
    {
        var unguarded = await _database.DataSource.Read(
            "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not (relrowsecurity and relforcerowsecurity)",
            [], row => row.GetString(0), Cancellation);

        Assert.Equal(WithoutCustomers.Order(StringComparer.Ordinal), unguarded.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Neither_role_goes_past_the_policies()
    {
        var strong = await _database.DataSource.Read(
            "select rolname::text from pg_roles where rolname like 'orleanssms\\_%' and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole)",
            [], row => row.GetString(0), Cancellation);

        Assert.Empty(strong);
    }

    private async Task<IEnumerable<string>> As(Guid userId, string sql) =>
        await new MembersDatabase(_members).Read(userId, sql, [], row => row.GetString(0), Cancellation);

    private Task<int> Execute(string sql, params NpgsqlParameter[] parameters) => _database.DataSource.Execute(sql, parameters, Cancellation);
}
