using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Sweeps;

/// <inheritdoc cref="ISweepStore"/>
internal sealed class SweepStore(NpgsqlDataSource database) : ISweepStore
{
    public Task<ImmutableArray<string>> DueLines(DateTimeOffset now, CancellationToken cancellation) => database.Read("""
        select l.number from lines l
        where exists (
          select from unnest($1::text[]) p(pass) left join sweeps s on s.line = l.number and s.pass = p.pass
          where s.next_at is null or s.next_at <= $2)
        order by l.created_at, l.number
        """, [Passes(), Time(now)], row => row.GetString(0), cancellation);

    public async Task<SweepProgress> Load(string line, SweepPass pass, CancellationToken cancellation) => await database.ReadOne(
        $"select {ProgressRows.Columns} from sweeps s where s.line = $1 and s.pass = $2",
        [Text(line), Text(Word.Of(pass))], row => ProgressRows.Read(row), cancellation) ?? new(line, pass);

    public async Task Save(SweepProgress progress, ImmutableArray<FoundText> finds, CancellationToken cancellation)
    {
        // One batch is one transaction.
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(ProgressRows.Write(progress));
        if (!finds.IsEmpty)
        {
            batch.BatchCommands.Add(FindRows.Write(finds));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public Task Hurry(string line, DateTimeOffset now, CancellationToken cancellation) => database.Execute(
        "update sweeps set next_at = $2 where line = $1 and next_at > $2", [Text(line), Time(now)], cancellation);

    public Task Hurry(SweepPass pass, DateTimeOffset now, CancellationToken cancellation) => database.Execute(
        "update sweeps set next_at = $2 where pass = $1 and next_at > $2", [Text(Word.Of(pass)), Time(now)], cancellation);

    public Task<ImmutableArray<KnownMessage>> Known(ImmutableArray<string> sids, CancellationToken cancellation) => database.Read(
        "select message_sid, conversation_id, id, number, direction, price is not null from sms_messages where message_sid = any($1)",
        [Texts(sids)], row => new KnownMessage(
            row.GetString(0), new(row.GetGuid(1)), row.GetGuid(2), row.GetInt32(3), Word.Read<Direction>(row.GetString(4))!.Value, row.GetBoolean(5)),
        cancellation);

    public Task<ImmutableArray<FoundText>> Finds(string line, FoundText? after, int limit, CancellationToken cancellation) => database.Read($"""
        select {FindRows.Columns} from sweep_finds
        where line = $1 and (date_created, place, message_sid) > (coalesce($2, '-infinity'::timestamptz), $3, $4)
        order by date_created, place, message_sid limit $5
        """, [Text(line), Time(after?.DateCreated), Int(after?.Place ?? int.MinValue), Text(after?.MessageSid ?? ""), Int(limit)], FindRows.Read, cancellation);

    public async Task<int> Took(ImmutableArray<string> sids, CancellationToken cancellation)
    {
        var taken = await database.Read("""
            with taken as (
              delete from sweep_finds where message_sid = any($1) returning message_sid)
            select count(*) from taken join sms_messages m on m.message_sid = taken.message_sid and m.recovered
            """, [Texts(sids)], row => (int)row.GetInt64(0), cancellation);
        return taken[0];
    }

    public async Task<ImmutableArray<SweptLine>> Of(Guid userId, CancellationToken cancellation)
    {
        var rows = await database.Read($"""
            select l.number, l.name, {ProgressRows.Columns}
            from line_members mine join lines l on l.number = mine.line left join sweeps s on s.line = l.number
            where mine.user_id = $1 order by l.created_at, l.number, s.pass
            """,
            [Uuid(userId)],
            row => (Number: row.GetString(0), Name: row.OptionalText(1), Progress: row.IsDBNull(2) ? null : ProgressRows.Read(row, first: 2)),
            cancellation);
        return [.. rows.GroupBy(row => (row.Number, row.Name)).Select(line => new SweptLine(
            line.Key.Number, line.Key.Name, [.. line.Select(row => row.Progress).OfType<SweepProgress>()]))];
    }

    public async Task<bool> IsOwner(Guid userId, CancellationToken cancellation)
    {
        var found = await database.Read(
            "select exists (select from users where id = $1 and role = 'owner')", [Uuid(userId)], row => row.GetBoolean(0), cancellation);
        return found[0];
    }

    private static NpgsqlParameter<string[]> Passes() => Texts([.. Enum.GetValues<SweepPass>().Select(Word.Of)]);

    private static NpgsqlParameter<string[]> Texts(ImmutableArray<string> texts) => new() { TypedValue = [.. texts] };
}
