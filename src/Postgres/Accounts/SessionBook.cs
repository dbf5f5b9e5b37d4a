using Npgsql;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <summary>
/// Which browsers are signed in. A request asks here each time, mostly from memory; whoever ends a session ends it on every
/// silo within a moment.
/// </summary>
public sealed class SessionBook
{
    /// <summary>A session that nobody uses is over after this.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>And any session after this, however busy.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private readonly NpgsqlDataSource _database;
    private readonly AccessCache _cache;
    private readonly TimeProvider _time;

    internal SessionBook(NpgsqlDataSource database, AccessCache cache, TimeProvider time) => (_database, _cache, _time) = (database, cache, time);

    public async Task<Guid> Begin(Guid userId, SignInMethod method, string? address, string? agent, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        // Random: the cookie is encrypted, but an id that says when it was made has no use here.
        var id = Guid.NewGuid();
        await _database.Execute("""
            with over as (delete from sessions where expires_at < $4),
              seen as (update users set last_seen_at = $4 where id = $2)
            insert into sessions (id, user_id, method, created_at, last_seen_at, expires_at, address, agent) values ($1, $2, $3, $4, $4, $5, $6, $7)
            """, [Uuid(id), Uuid(userId), Text(Word.Of(method)), Time(now), Time(now + Idle), OptionalText(address), OptionalText(agent)], cancellation);
        return id;
    }

    /// <summary>Null: ended, expired, or the member was switched off or removed.</summary>
    public async ValueTask<SessionHolder?> Find(Guid id, CancellationToken cancellation)
    {
        var holder = await _cache.Get(id, asked => Ask(asked, cancellation));
        // What is remembered does not know that the session was used on another silo meanwhile.
        return holder?.ExpiresAt > _time.GetUtcNow() ? holder : await Ask(id, cancellation);
    }

    /// <summary>The session is in use: it is told to whoever looks at the list, and lasts on.</summary>
    public async Task See(SessionHolder holder, string? address, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        if (holder.IsUnseenFor(SeenEvery, now))
        {
            await _database.Execute("""
                with seen as (
                  update sessions set last_seen_at = $2, expires_at = least($3, created_at + $4), address = coalesce($5, address)
                  where id = $1 and last_seen_at <= $6 returning user_id)
                update users set last_seen_at = $2 from seen where users.id = seen.user_id
                """,
                [Uuid(holder.Id), Time(now), Time(now + Idle), Span(Longest), OptionalText(address), Time(now - SeenEvery)], cancellation);
        }
    }

    public Task End(Guid id, CancellationToken cancellation) =>
        _database.Execute("delete from sessions where id = $1", [Uuid(id)], cancellation);

    private Task<SessionHolder?> Ask(Guid id, CancellationToken cancellation) => _database.ReadOne(
        $"{Holders} where s.id = $1 and s.expires_at > $2 and u.disabled_at is null",
        [Uuid(id), Time(_time.GetUtcNow())], Read, cancellation);

    internal const string Holders = """
        select s.id, u.id, u.email, coalesce(u.display_name, u.email), u.role,
          not u.two_factor_enabled and exists (select from settings where key = 'second-factor-required' and value = 'true'),
          s.expires_at, s.last_seen_at
        from sessions s join users u on u.id = s.user_id
        """;

    internal static SessionHolder Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), Word.Read<Role>(row.GetString(4))!.Value, row.GetBoolean(5), row.Time(6), row.Time(7));
}
