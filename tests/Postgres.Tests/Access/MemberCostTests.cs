using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Contacts;
using OrleansSms.Postgres.Inbox;
using OrleansSms.Postgres.Search;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Access;

/// <summary>Asks Postgres itself what members' questions about entries read, the second lock included.</summary>
public sealed partial class MemberCostTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private const int Page = 51;

    private readonly Guid _member = Guid.NewGuid();
    private readonly string _line = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Among_fifty_thousand_conversations_no_question_about_entries_reads_more_than_its_page()
    {
        await Fill();
        var some = await database.DataSource.Read("select id from conversations order by id limit 400", [], row => row.GetGuid(0), Cancellation);
        await using var searching = DataSources.ForSearch(new NpgsqlConnectionStringBuilder(database.ConnectionString));
        foreach (var (asked, sql, parameters) in (IEnumerable<(NpgsqlDataSource, string, NpgsqlParameter[])>)
        [
            (database.Members, ContactHistory.Sql, [Uuids([.. some.Take(100)]), Ints([.. Enumerable.Repeat(int.MaxValue, 100)]), Int(Page)]),
            (database.Members, InboxQueries.FirstSinceSql, [Uuid(_member), Uuid(some[0]), Time(DateTimeOffset.UnixEpoch)]),
            (database.Members, InboxSql.Scheduled(new()), Scheduled(null)),
            (database.Members, InboxSql.Scheduled(new(Cursor: "")), Scheduled(null)),
            (database.Members, InboxSql.Scheduled(new(new(some[0]))), Scheduled(some[0])),
            (searching, MessageSearch.TextsSql, [Uuids([.. some]), Ints([.. Enumerable.Repeat(1, 400)]), Times([.. Enumerable.Repeat(DateTimeOffset.UnixEpoch, 400)])]),
        ])
        {
            var plan = string.Join('\n', await new MembersDatabase(asked).Read(
                _member, $"explain (analyze, buffers, timing off, summary off) {sql}", parameters, row => row.GetString(0), Cancellation));

            Assert.DoesNotMatch(WholeTables(), plan);
            var read = RowsOfTexts().Matches(plan);
            Assert.NotEmpty(read);
            Assert.All(read, rows => Assert.True(double.Parse(rows.Groups[1].Value, CultureInfo.InvariantCulture) <= Page, $"{rows.Value}\n{plan}"));
        }
    }

    private NpgsqlParameter[] Scheduled(Guid? conversation) =>
        [Uuid(_member), Uuid(conversation), OptionalText(null), Time(DateTimeOffset.UnixEpoch), Uuid(Guid.Empty), Int(Page)];

    /// <summary>
    /// Short threads and a long one, and every eighth with a text that waits for its time. Postgres is told that threads are long
    /// on the whole, as they are after some years: it is then that reading all conversations looks good to it.
    /// </summary>
    private async Task Fill()
    {
        await database.DataSource.Execute(
            "insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ($1, 'member', true, false, false, false, 0)",
            [Uuid(_member)], Cancellation);
        await database.DataSource.Execute("insert into lines (number) values ($1)", [Text(_line)], Cancellation);
        await database.DataSource.Execute("insert into line_members (line, user_id) values ($1, $2)", [Text(_line), Uuid(_member)], Cancellation);
        await database.DataSource.Execute("""
            with made as (
              insert into conversations (id, line, contact, version, last_number, sms_count, inbound_count, unread_count, state, opted_out, preview,
                preview_direction, preview_status, last_activity_at, created_at, updated_at, preview_number)
              select gen_random_uuid(), $1, n::text, 1, 5, 4, 0, 0, 'open', false, '', 'outbound', 'received', now(), now(), now(), 4 from generate_series(1, 50000) n
              returning id, contact::int as place),
            said as (
              insert into sms_messages (conversation_id, number, id, from_number, to_number, body, direction, status, num_segments, date_created, date_updated, scheduled_for)
              select id, n, gen_random_uuid(), $1, '+1', 'words', 'outbound', case when n = 4 and place % 8 = 0 then 'scheduled' else 'delivered' end, 1, now(), now(),
                case when n = 4 and place % 8 = 0 then now() + random() * interval '9 days' end
              from made cross join generate_series(1, 4) n),
            called as (
              insert into calls (conversation_id, number, id, direction, line, from_number, to_number, status, date_created, date_updated, hang_up, recovered)
              select id, 6, gen_random_uuid(), 'inbound', $1, '+1', $1, 'missed', now(), now(), false, false from made where place % 8 = 1)
            insert into asides (conversation_id, number, id, kind, body, mentions, date_created) select id, 5, gen_random_uuid(), 'note', 'words', '{}', now() from made
            """, [Text(_line)], Cancellation);
        await database.DataSource.Execute("""
            insert into sms_messages (conversation_id, number, id, from_number, to_number, body, direction, status, num_segments, date_created, date_updated)
            select (select id from conversations order by id limit 1), n, gen_random_uuid(), '+1', $1, 'words', 'inbound', 'received', 1, now(), now() from generate_series(7, 100000) n
            """, [Text(_line)], Cancellation);
        await database.DataSource.Execute("alter table sms_messages alter column conversation_id set (n_distinct = 200); analyze", [], Cancellation);
    }

    [GeneratedRegex("Seq Scan on (conversations|sms_messages|asides|calls)")]
    private static partial Regex WholeTables();

    [GeneratedRegex("on sms_messages(?: m)? .*actual rows=([0-9.]+)")]
    private static partial Regex RowsOfTexts();
}
