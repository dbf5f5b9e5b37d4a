using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Lines;
using OrleansSms.Members;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Access;

/// <inheritdoc cref="IColleagues"/>
internal sealed class Colleagues(NpgsqlDataSource database, AccessCache cache, ILineDirectory lines, ICallers callers) : IColleagues
{
    // Nobody has to have a name, and an address is told to nobody: what stands before its @ has to do.
    private const string Name = "coalesce(u.display_name, split_part(u.email, '@', 1), '')";

    public async ValueTask<ImmutableArray<Colleague>> All(CancellationToken cancellation)
    {
        _ = callers.Current;
        var found = await cache.Get(new Everybody(), async _ => new Found(await database.Read(
            $"select u.id, {Name} as name, u.disabled_at is null from users u order by lower({Name}), u.id",
            [], row => new Colleague(row.GetGuid(0), row.GetString(1), row.GetBoolean(2)), cancellation)));
        return found!.Colleagues;
    }

    public async ValueTask<ImmutableArray<Colleague>> On(string line, CancellationToken cancellation)
    {
        if (await lines.AccessTo(line, callers.Current.UserId, cancellation) is null)
        {
            return [];
        }

        var found = await cache.Get(new OfLine(line), async key => new Found(await database.Read($"""
            select u.id, {Name} as name, m.access from line_members m join users u on u.id = m.user_id
            where m.line = $1 and u.disabled_at is null order by lower({Name}), u.id
            """,
            [Text(key.Line)], row => new Colleague(row.GetGuid(0), row.GetString(1), Active: true, Word.Read<LineAccess>(row.GetString(2))!.Value), cancellation)));
        return found!.Colleagues;
    }

    private readonly record struct Everybody;

    private readonly record struct OfLine(string Line);

    private sealed record Found(ImmutableArray<Colleague> Colleagues);
}
