using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Members;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <inheritdoc cref="ISessions"/>
internal sealed class Sessions(NpgsqlDataSource database, ICallers callers, IAuditLog audit, TimeProvider time) : ISessions
{
    public Task<ImmutableArray<SessionView>> Mine(CancellationToken cancellation)
    {
        var me = callers.Current;
        return database.Read("""
            select id, method, created_at, last_seen_at, address, agent from sessions
            where user_id = $1 and expires_at > $2 order by last_seen_at desc, id
            """,
            [Uuid(me.UserId), Time(time.GetUtcNow())],
            row => new SessionView(
                row.GetGuid(0), Word.Read<SignInMethod>(row.GetString(1))!.Value, row.Time(2), row.Time(3),
                row.OptionalText(4), row.OptionalText(5), row.GetGuid(0) == me.SessionId),
            cancellation);
    }

    public async Task Stay(CancellationToken cancellation)
    {
        var (me, now) = (callers.Current, time.GetUtcNow());
        var stays = await database.Execute(
            "update sessions set last_seen_at = $3, expires_at = least($4, created_at + $5) where id = $1 and user_id = $2 and expires_at > $3",
            [Uuid(me.SessionId), Uuid(me.UserId), Time(now), Time(now + SessionTime.Idle), Span(SessionTime.Longest)], cancellation);
        if (stays == 0)
        {
            throw new RefusedException(Refusals.SessionNotFound, "This session has ended already.");
        }
    }

    public async Task End(Guid session, CancellationToken cancellation)
    {
        var me = callers.Current;
        if (await database.Execute("delete from sessions where id = $1 and user_id = $2", [Uuid(session), Uuid(me.UserId)], cancellation) == 0)
        {
            throw new RefusedException(Refusals.SessionNotFound, "This session has ended already.");
        }

        await audit.Write(AuditEntry.By(me, AuditActions.SessionEnded), cancellation);
    }

    public async Task<int> EndOthers(CancellationToken cancellation)
    {
        var me = callers.Current;
        var ended = await EndOthers(database, me.UserId, me.SessionId, time.GetUtcNow(), cancellation);
        await audit.Write(AuditEntry.By(me, AuditActions.OtherSessionsEnded), cancellation);
        return ended;
    }

    /// <param name="but">Null: every one.</param>
    /// <returns>How many of them still went on.</returns>
    public static async Task<int> EndOthers(NpgsqlDataSource database, Guid userId, Guid? but, DateTimeOffset now, CancellationToken cancellation) => (await database.Read(
        "delete from sessions where user_id = $1 and id is distinct from $2 returning expires_at > $3",
        [Uuid(userId), Uuid(but), Time(now)], row => row.GetBoolean(0), cancellation)).Count(went => went);
}
