using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Outbox;

/// <summary>The one statement that takes messages out of a line's queue: claims, pace and consent decided in one place and at once.</summary>
internal static class OutboxClaims
{
    private const int LongestLook = 256;

    // A text that its sender asked for later holds nobody before its time.
    private const string HoldsOthers = "state in ('waiting', 'behind', 'claimed') and (earlier.send_at is null or earlier.send_at <= $2)";

    // What is looked at leaves the queue: it is claimed, or stopped, or goes behind the earlier text that holds it. That one is
    // locked meanwhile, so that it cannot leave without seeing who has come behind it; whoever cannot lock it leaves all as it is.
    internal const string Statement = $"""
        with owed as materialized (
          select coalesce(max(greatest(0, p.owed - $6 * greatest(0, extract(epoch from $2 - p.at)))), 0) as segments
          from line_pace p where p.line = $1),
        due as materialized (
          select o.message_id, o.conversation_id, o.number, o.due_at, o.entered from outbox o
          where o.line = $1 and o.state = 'waiting' and o.due_at <= $2
          order by o.due_at, o.entered limit $4
          for update skip locked),
        looked as materialized (
          select due.*, m.num_segments, due.number <= c.stopped_through as is_stopped, (
            select earlier.message_id from outbox earlier
            where earlier.conversation_id = due.conversation_id and earlier.number < due.number
              and earlier.state <> 'in_doubt' and earlier.{HoldsOthers}
            order by earlier.number desc limit 1) as held_by
          from due
          join conversations c on c.id = due.conversation_id
          join sms_messages m on m.conversation_id = due.conversation_id and m.number = due.number),
        held as (
          select looked.message_id from looked join outbox earlier on earlier.message_id = looked.held_by
          where not looked.is_stopped and earlier.{HoldsOthers}
          for share of earlier skip locked),
        first as (
          select message_id, num_segments, row_number() over turns as turn, sum(num_segments) over turns - num_segments as before
          from looked where not is_stopped and held_by is null window turns as (order by due_at, entered)),
        fate as materialized (
          select message_id, 'claimed' as state, num_segments from first, owed where turn <= $5 and owed.segments + before <= $7
          union all select message_id, 'behind', 0 from held
          union all select message_id, 'stopped', 0 from looked where is_stopped),
        paid as (
          insert into line_pace as p (line, at, owed)
          select $1, $2, (select segments from owed) + sum(num_segments) from fate where state = 'claimed' having count(*) > 0
          on conflict (line) do update set at = excluded.at, owed = excluded.owed
          returning p.owed),
        o as (
          update outbox set
            state = fate.state,
            attempt = attempt + (fate.state = 'claimed')::int,
            first_tried_at = case fate.state when 'claimed' then coalesce(first_tried_at, $2) else first_tried_at end,
            tried_at = case fate.state when 'claimed' then $2 else tried_at end,
            claimed_until = case fate.state when 'claimed' then $3 when 'stopped' then $2 end
          from fate where outbox.message_id = fate.message_id
          returning outbox.*)
        select (select count(*) from due), (select count(*) from fate), coalesce((select owed from paid), (select segments from owed)), {OutboxItems.Columns}
        from (select) as always
        left join (o join sms_messages m on m.conversation_id = o.conversation_id and m.number = o.number) on o.state <> 'behind'
        order by o.due_at, o.entered
        """;

    public static async Task<OutboxClaim> Take(NpgsqlDataSource database, string line, ClaimTerms terms, CancellationToken cancellation)
    {
        // Mostly what is due first may go. Where it may not, it is put out of the way in growing steps, once for each.
        var (items, look) = (ImmutableArray.CreateBuilder<OutboxItem>(), terms.Places);
        while (true)
        {
            var places = terms.Places - items.Count(item => !item.IsStopped);
            var (seen, moved, owed, taken) = await Look(database, line, terms, places, look, cancellation);
            items.AddRange(taken);
            if (seen < look || moved == 0 || owed > terms.Pace.Burst || taken.Count(item => !item.IsStopped) == places)
            {
                return new(items.ToImmutable(), owed);
            }

            look = Math.Min(look * 4, LongestLook);
        }
    }

    private static async Task<(long Seen, long Moved, double Owed, ImmutableArray<OutboxItem> Taken)> Look(
        NpgsqlDataSource database, string line, ClaimTerms terms, int places, int look, CancellationToken cancellation)
    {
        var rows = await database.Read(
            Statement,
            [
                Text(line), Time(terms.Now), Time(terms.Now + terms.Lease), Int(look), Int(places),
                Double(terms.Pace.SegmentsPerSecond), Int(terms.Pace.Burst),
            ],
            row => (Seen: row.GetInt64(0), Moved: row.GetInt64(1), Owed: row.GetDouble(2), Item: row.IsDBNull(3) ? null : OutboxItems.Read(row, 3)),
            cancellation);
        return (rows[0].Seen, rows[0].Moved, rows[0].Owed, [.. rows.Select(row => row.Item).OfType<OutboxItem>()]);
    }
}
