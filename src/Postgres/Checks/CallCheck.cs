using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Calls;

namespace OrleansSms.Postgres.Checks;

/// <summary>Reads every call as the product reads it, and folds everything that was said of it again.</summary>
internal sealed class CallCheck(IProgress<CheckProgress> progress) : ICheck
{
    private const int Step = 50_000;

    private static readonly Topic Readable = new("calls-readable", "Every call can be read", Advice.Report);
    private static readonly Topic Outcomes = new("call-outcomes", "Every call shows what its reports and recordings come to", Advice.Report);
    private static readonly Topic Work = new("call-work", "Every call is listed for the work that is left on it, and for no other", Advice.Report);

    public ImmutableArray<Topic> Topics => [Readable, Outcomes, Work];

    public async Task<ImmutableArray<CheckResult>> Run(Snapshot snapshot, CancellationToken cancellation)
    {
        var (unreadable, wrong, misplaced, rows) = (new Tally(Readable), new Tally(Outcomes), new Tally(Work), 0L);
        await snapshot.Each($"select {CallRows.ForMembers}, k.line as listed_line, k.hang_up as listed_end, k.recordings_due as listed_due from calls k", [], Look, cancellation);
        return [unreadable.Result, wrong.Result, misplaced.Result];

        void Look(NpgsqlDataReader row)
        {
            if (++rows % Step == 0)
            {
                progress.Report(new(Readable.Title, rows));
            }

            if (Reading.Try(() => Folded.From(row)) is not var (call, settled))
            {
                unreadable.Add(row.GetGuid(0).ToString(), $"entry {row.GetInt32(2)} of conversation {row.GetGuid(1)}");
                return;
            }

            if (Differs(call, settled) is { } what)
            {
                wrong.Add(call.Id.ToString(), what);
            }

            if (IsMisplaced(call, row) is { } where)
            {
                misplaced.Add(call.Id.ToString(), where);
            }
        }
    }

    private static string? Differs(Call call, Call settled) =>
        call.Status != settled.Status ? $"shows {Word.Of(call.Status)}, its reports say {Word.Of(settled.Status)}"
        : call.ErrorCode != settled.ErrorCode ? $"shows code {Number(call.ErrorCode)}, its reports say {Number(settled.ErrorCode)}"
        : call.Seconds != settled.Seconds ? $"shows {Number(call.Seconds)} seconds, its reports say {Number(settled.Seconds)}"
        : call.UserId != settled.UserId ? "its reports name another member"
        : call.CallSid != settled.CallSid ? "its reports name another SID"
        : call.AnsweredAt != settled.AnsweredAt ? "answered at another time"
        : call.EndedAt != settled.EndedAt ? "ended at another time"
        : null;

    private static string? IsMisplaced(Call call, NpgsqlDataReader row) =>
        row.GetString(row.GetOrdinal("listed_line")) != (call.Direction == Direction.Outbound ? call.From : call.To) ? "with another line"
        : row.GetBoolean(row.GetOrdinal("listed_end")) != call.IsHangUpAsked ? call.IsHangUpAsked ? "not among those to be ended" : "to be ended for nothing"
        : row.OptionalTime(row.GetOrdinal("listed_due")) != call.Recordings.Min(recording => recording.FetchAt) ? "its recordings are due at another time"
        : null;

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";

    /// <summary>A call and what everything that was said of it makes it, which is part of being able to read it.</summary>
    private sealed record Folded(Call Call, Call Settled)
    {
        public static Folded From(NpgsqlDataReader row)
        {
            var call = CallRows.ReadForMembers(row);
            return new(call, Derived.SettledOf(call));
        }
    }
}
