using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Conversations;

namespace OrleansSms.Postgres.Checks;

/// <summary>Reads every head as the product reads it, and compares its row in the list with the newest message.</summary>
internal sealed class PreviewCheck(IProgress<CheckProgress> progress) : ICheck
{
    private const int Step = 50_000;

    private static readonly Topic Readable = new("conversations-readable", "Every conversation can be read", Advice.Report);
    private static readonly Topic Newest = new("preview", "The preview is of the newest message", Advice.Report);

    public ImmutableArray<Topic> Topics => [Readable, Newest];

    public async Task<ImmutableArray<CheckResult>> Run(Snapshot snapshot, CancellationToken cancellation)
    {
        var (unreadable, wrong, rows) = (new Tally(Readable), new Tally(Newest), 0L);
        await snapshot.Each($"""
            select {HeadRows.Columns}, m.body as newest_body, coalesce(m.media <> '[]', false) as newest_media, m.direction as newest_direction, m.status as newest_status
            from conversations c left join sms_messages m on m.conversation_id = c.id and m.number = c.preview_number
            """, [], Look, cancellation);
        return [unreadable.Result, wrong.Result];

        void Look(NpgsqlDataReader row)
        {
            if (++rows % Step == 0)
            {
                progress.Report(new(Readable.Title, rows));
            }

            if (Reading.Try(() => HeadRows.Read(row)) is not { } head)
            {
                unreadable.Add(row.GetGuid(0).ToString(), "its row is not understood");
            }
            else if (!row.IsDBNull(row.GetOrdinal("newest_body")) && Differs(head, row) is { } what)
            {
                // A number without a message is told by the entry numbers.
                wrong.Add(head.Id.ToString(), what);
            }
        }
    }

    private static string? Differs(ConversationHead head, NpgsqlDataReader row)
    {
        var status = row.GetString(row.GetOrdinal("newest_status"));
        return head.Preview != Derived.PreviewOf(row.GetString(row.GetOrdinal("newest_body")), row.GetBoolean(row.GetOrdinal("newest_media"))) ? "another text"
            : Word.Of(head.PreviewDirection) != row.GetString(row.GetOrdinal("newest_direction")) ? "another direction"
            : Word.Of(head.PreviewStatus) != status ? $"shows {Word.Of(head.PreviewStatus)}, the message is {status}"
            : null;
    }
}
