using System.Collections.Immutable;
using OrleansSms.Postgres.Checks;
using OrleansSms.Postgres.Tests.Checks;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Schema;

public sealed class PartedSchemaTests(QuickPostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sound_before_the_cut_is_sound_and_whole_after_it()
    {
        await using var database = await SoundData.Create(server);
        var before = await Rows(database);

        await Cut.IntoParts(database);

        Assert.Equal(before, await Rows(database));
        Assert.All((await Checkup.Run(database.ConnectionString, new(), progress: null, Cancellation)).Results, result => Assert.Equal(CheckOutcome.Ok, result.Outcome));
    }

    [Fact]
    public async Task An_id_from_before_the_cut_is_not_taken_again_in_another_conversation()
    {
        await using var database = await SoundData.Create(server);
        await Cut.IntoParts(database);

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => SoundData.Damage(database, $"""
            insert into sms_messages (conversation_id, number, id, from_number, to_number, body, direction, status, num_segments, date_created, date_updated)
            select '{SoundData.Evan}', 4, id, from_number, to_number, body, direction, status, 1, now(), now() from sms_messages where conversation_id = '{SoundData.Cleo}' and number = 1
            """));

        Assert.Equal(("23505", "sms_messages_outbound_id"), (refused.SqlState, refused.ConstraintName));
    }

    [Fact]
    public async Task Every_index_right_policy_and_trigger_is_carried_over()
    {
        await using var database = await server.CreateDatabase();
        var before = await Rules(database);

        await Cut.IntoParts(database);

        var after = await Rules(database);
        Assert.Empty(before.Except(after));
        Assert.All(after.Except(before), rule => Assert.Contains("entry_id", rule, StringComparison.Ordinal));
    }

    private static async Task<ImmutableArray<string>> Rows(TestDatabase database) => await database.DataSource.Read("""
        select to_jsonb(m)::text from sms_messages m union all select to_jsonb(c)::text from conversations c union all select to_jsonb(a)::text from asides a
        union all select to_jsonb(k)::text from calls k union all select to_jsonb(q)::text from search_queue q order by 1
        """, [], row => row.GetString(0), Cancellation);

    private static async Task<ImmutableArray<string>> Rules(TestDatabase database) => await database.DataSource.Read("""
        select format('index %s on %s where %s', i.indexrelid::regclass, i.indrelid::regclass, pg_get_expr(i.indpred, i.indrelid)) from pg_index i
          join pg_class r on r.oid = i.indrelid where r.relnamespace = 'public'::regnamespace
        union all
        select format('policy %s on %s for %s to %s: %s, %s', policyname, tablename, cmd, roles, qual, with_check) from pg_policies where schemaname = 'public'
        union all
        select pg_get_triggerdef(oid, true) from pg_trigger where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
        union all
        select format('%s: %s on %s', a.grantee::regrole, a.privilege_type, r.oid::regclass) from pg_class r cross join aclexplode(r.relacl) a
        where r.relnamespace = 'public'::regnamespace
        union all
        select format('%s: %s on %s.%s', a.grantee::regrole, a.privilege_type, r.oid::regclass, t.attname)
        from pg_class r join pg_attribute t on t.attrelid = r.oid cross join aclexplode(t.attacl) a where r.relnamespace = 'public'::regnamespace
        union all
        select format('%s: row security %s, forced %s', oid::regclass, relrowsecurity, relforcerowsecurity) from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        """, [], row => row.GetString(0), Cancellation);
}
