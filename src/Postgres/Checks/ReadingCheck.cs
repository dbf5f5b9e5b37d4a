using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Conversations;

namespace OrleansSms.Postgres.Checks;

/// <summary>Reads every message as the product reads it, and folds its timeline again.</summary>
internal sealed class ReadingCheck(IProgress<CheckProgress> progress) : ICheck
{
    private const int Step = 50_000;

    private static readonly Topic Readable = new("messages-readable", "Every message can be read", Advice.Report);
    private static readonly Topic Statuses = new("statuses", "Every message shows the status and code that its timeline says", Advice.Report);

    public ImmutableArray<Topic> Topics => [Readable, Statuses];

    public async Task<ImmutableArray<CheckResult>> Run(Snapshot snapshot, CancellationToken cancellation)
    {
        var (unreadable, wrong, rows) = (new Tally(Readable), new Tally(Statuses), 0L);
        await snapshot.Each($"select {MessageRows.Columns} from sms_messages m", [], Look, cancellation);
        return [unreadable.Result, wrong.Result];

        void Look(NpgsqlDataReader row)
        {
            if (++rows % Step == 0)
            {
                progress.Report(new(Readable.Title, rows));
            }

            if (Reading.Try(() => Folded.From(row)) is not { } read)
            {
                unreadable.Add(row.GetGuid(0).ToString(), $"entry {row.GetInt32(2)} of conversation {row.GetGuid(1)}");
            }
            else if (read.Status != read.Message.Status)
            {
                wrong.Add(read.Message.Id.ToString(), $"shows {Word.Of(read.Message.Status)}, its timeline says {Word.Of(read.Status)}");
            }
            else if (read.ErrorCode != read.Message.ErrorCode)
            {
                wrong.Add(read.Message.Id.ToString(), $"shows code {Code(read.Message.ErrorCode)}, its timeline says {Code(read.ErrorCode)}");
            }
        }
    }

    private static string Code(int? code) => code?.ToString(CultureInfo.InvariantCulture) ?? "none";

    /// <summary>A message and what its timeline says, which is part of being able to read it.</summary>
    private sealed record Folded(Message Message, DeliveryStatus Status, int? ErrorCode)
    {
        public static Folded From(NpgsqlDataReader row)
        {
            var message = MessageRows.Read(row);
            var (status, code) = Derived.OutcomeOf(message);
            return new(message, status, code);
        }
    }
}
