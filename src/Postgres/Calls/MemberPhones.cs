using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Calls;

/// <inheritdoc cref="IMemberPhones"/>
internal sealed class MemberPhones(NpgsqlDataSource database, TimeProvider time) : IMemberPhones
{
    // A number that became a line of ours after it was named would ring in circles.
    public Task<ImmutableArray<MemberPhone>> Of(string line, CancellationToken cancellation) => database.Read("""
        select p.user_id, p.number, p.is_available
        from line_members m join users u on u.id = m.user_id
        cross join lateral (
          select n.user_id, n.number, n.is_available from member_phones n
          where n.user_id = m.user_id and not exists (select from lines l where l.number = n.number)
          union all
          select b.user_id, null, true from browser_phones b where b.user_id = m.user_id and b.reachable_until > $2) p
        where m.line = $1 and m.access = 'use' and u.disabled_at is null
        order by lower(coalesce(u.display_name, u.email)), u.id, p.number
        """, [Text(line), Time(time.GetUtcNow())], Read, cancellation);

    public async Task<MemberPhone?> Find(Guid userId, CancellationToken cancellation) => (await database.Read(
        "select p.user_id, p.number, p.is_available from member_phones p where p.user_id = $1", [Uuid(userId)], Read, cancellation)).FirstOrDefault();

    // Of several browsers the one that is longest within reach counts.
    public async Task Reachable(Guid userId, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var write = database.CreateCommand("""
            insert into browser_phones as b (user_id, reachable_until) select id, $2 from users where id = $1
            on conflict (user_id) do update set reachable_until = greatest(b.reachable_until, excluded.reachable_until)
            """);
        write.Parameters.Add(Uuid(userId));
        write.Parameters.Add(Time(until));
        await write.ExecuteNonQueryAsync(cancellation);
    }

    internal static MemberPhone Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.OptionalText(1) ?? BrowserPhone.Of(row.GetGuid(0)), row.GetBoolean(2));
}
