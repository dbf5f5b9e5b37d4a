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
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    // Who comes back after a long weekend is told why they have to sign in.
    private static readonly TimeSpan KeptWhenOver = TimeSpan.FromDays(7);

    private readonly NpgsqlDataSource _database;
    private readonly AccessCache _cache;
    private readonly TimeProvider _time;

    internal SessionBook(NpgsqlDataSource database, AccessCache cache, TimeProvider time) => (_database, _cache, _time) = (database, cache, time);

    public Task<Guid> Begin(Guid userId, SignInMethod method, string? address, string? agent, CancellationToken cancellation) =>
        Begin(userId, method, isVouched: false, address, agent, cancellation);

    /// <param name="isVouched">A provider whose word is taken for it asked a second factor.</param>
    public async Task<Guid> Begin(Guid userId, SignInMethod method, bool isVouched, string? address, string? agent, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        // Random: the cookie is encrypted, but an id that says when it was made has no use here.
        var id = Guid.NewGuid();
        await _database.Execute("""
            with over as (delete from sessions where expires_at < $8),
              seen as (update users set last_seen_at = $4 where id = $2)
            insert into sessions (id, user_id, method, created_at, last_seen_at, expires_at, address, agent, vouched) values ($1, $2, $3, $4, $4, $5, $6, $7, $9)
            """,
            [
                Uuid(id), Uuid(userId), Text(Word.Of(method)), Time(now), Time(now + SessionTime.Idle), OptionalText(address), OptionalText(agent),
                Time(now - KeptWhenOver), Bool(isVouched),
            ], cancellation);
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
                [Uuid(holder.Id), Time(now), Time(now + SessionTime.Idle), Span(SessionTime.Longest), OptionalText(address), Time(now - SeenEvery)], cancellation);
        }
    }

    /// <summary>Why it is over, for a session that was not found.</summary>
    public async Task<SessionEnd> HowEnded(Guid id, CancellationToken cancellation) => (await _database.ReadOne(
        "select expires_at < created_at + $2 from sessions where id = $1 and expires_at <= $3",
        [Uuid(id), Span(SessionTime.Longest), Time(_time.GetUtcNow())],
        row => new Over(row.GetBoolean(0) ? SessionEnd.Idle : SessionEnd.Longest), cancellation))?.End ?? SessionEnd.Ended;

    public Task End(Guid id, CancellationToken cancellation) =>
        _database.Execute("delete from sessions where id = $1", [Uuid(id)], cancellation);

    private Task<SessionHolder?> Ask(Guid id, CancellationToken cancellation) => _database.ReadOne(
        $"{Holders} where s.id = $1 and s.expires_at > $2 and u.disabled_at is null",
        [Uuid(id), Time(_time.GetUtcNow())], Read, cancellation);

    internal const string Holders = """
        select s.id, u.id, u.email, coalesce(u.display_name, u.email), u.role,
          not u.two_factor_enabled and not s.vouched and exists (select from settings where key = 'second-factor-required' and value = 'true'),
          s.expires_at, s.last_seen_at, s.created_at
        from sessions s join users u on u.id = s.user_id
        """;

    internal static SessionHolder Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), Word.Read<Role>(row.GetString(4))!.Value, row.GetBoolean(5), row.Time(6), row.Time(7),
        row.Time(8));

    private sealed record Over(SessionEnd End);
}
