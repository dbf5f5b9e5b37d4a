using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Conversations;

/// <inheritdoc cref="ISnoozes"/>
internal sealed class Snoozes(NpgsqlDataSource database) : ISnoozes
{
    public Task<ImmutableArray<ConversationId>> Due(DateTimeOffset now, int limit, CancellationToken cancellation) => database.Read(
        "select id from conversations where snoozed_until <= $1 order by snoozed_until limit $2",
        [Time(now), Int(limit)], row => new ConversationId(row.GetGuid(0)), cancellation);
}
