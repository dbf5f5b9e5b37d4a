using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Calls;

/// <inheritdoc cref="IMemberPhones"/>
internal sealed class MemberPhones(NpgsqlDataSource database) : IMemberPhones
{
    // A number that became a line of ours after it was named would ring in circles.
    public Task<ImmutableArray<MemberPhone>> Of(string line, CancellationToken cancellation) => database.Read("""
        select p.user_id, p.number, p.is_available
        from line_members m join users u on u.id = m.user_id join member_phones p on p.user_id = m.user_id
        where m.line = $1 and m.access = 'use' and u.disabled_at is null and not exists (select from lines l where l.number = p.number)
        order by lower(coalesce(u.display_name, u.email)), u.id
        """, [Text(line)], Read, cancellation);

    public async Task<MemberPhone?> Find(Guid userId, CancellationToken cancellation) => (await database.Read(
        "select p.user_id, p.number, p.is_available from member_phones p where p.user_id = $1", [Uuid(userId)], Read, cancellation)).FirstOrDefault();

    internal static MemberPhone Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), row.GetBoolean(2));
}
