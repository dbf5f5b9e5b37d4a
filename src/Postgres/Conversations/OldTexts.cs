using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Conversations;

/// <inheritdoc cref="IOldTexts"/>
/// <remarks>
/// The index of searches has a row for every message and note that has its words, by its time, and none for those that do not: so it is
/// the list of what is left to delete, and messages need no further index, which each of them would pay for.
/// </remarks>
internal sealed class OldTexts(NpgsqlDataSource database) : IOldTexts
{
    internal const string Sql = """
        select e.conversation_id, e.number, e.at
        from search_entries e
        left join sms_messages m on m.conversation_id = e.conversation_id and m.number = e.number
        left join asides a on a.conversation_id = e.conversation_id and a.number = e.number and a.kind = 'note'
        where not e.of_call and e.at < $1 and (e.at, e.conversation_id, e.number) > ($2, $3, $4)
          and ((m.body_deleted_at is null and m.status not in ('scheduled', 'queued', 'in_doubt') and greatest(m.date_created, m.send_at, m.date_sent) < $1)
            or (a.body_deleted_at is null and a.date_created < $1))
        order by e.at, e.conversation_id, e.number limit $5
        """;

    public Task<ImmutableArray<OldText>> Find(DateTimeOffset before, OldText? after, int limit, CancellationToken cancellation) => database.Read(
        Sql,
        [Time(before), Time(after?.At ?? DateTimeOffset.MinValue), Uuid(after?.ConversationId.Value ?? Guid.Empty), Int(after?.Number ?? 0), Int(limit)],
        row => new OldText(new(row.GetGuid(0)), row.GetInt32(1), row.Time(2)), cancellation);
}
