using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Calls;
using OrleansSms.Postgres.Conversations;

namespace OrleansSms.Postgres.Checks;

/// <summary>Reads every head as the product reads it, and compares its row in the list with the newest message or call.</summary>
internal sealed class PreviewCheck(IProgress<CheckProgress> progress) : ICheck
{
    private const int Step = 50_000;

    private static readonly Topic Readable = new("conversations-readable", "Every conversation can be read", Advice.Report);
    private static readonly Topic Newest = new("preview", "The preview is of the newest message or call", Advice.Report);

    public ImmutableArray<Topic> Topics => [Readable, Newest];

    public async Task<ImmutableArray<CheckResult>> Run(Snapshot snapshot, CancellationToken cancellation)
    {
        var (unreadable, wrong, rows) = (new Tally(Readable), new Tally(Newest), 0L);
        await snapshot.Each($"""
            select {HeadRows.Columns}, {CallRows.ForMembers},
              m.body as newest_body, coalesce(m.media <> '[]', false) as newest_media, m.direction as newest_direction, m.status as newest_status
            from conversations c left join sms_messages m on m.conversation_id = c.id and m.number = c.preview_number
              left join calls k on k.conversation_id = c.id and k.number = c.preview_number
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
            else if ((IsOfCall(row) ? DiffersFromCall(head, row) : IsOfMessage(row) ? Differs(head, row) : null) is { } what)
            {
                // A number without an entry is told by the entry numbers.
                wrong.Add(head.Id.ToString(), what);
            }
        }
    }

    private static bool IsOfCall(NpgsqlDataReader row) => !row.IsDBNull(HeadRows.ColumnCount);

    private static bool IsOfMessage(NpgsqlDataReader row) => !row.IsDBNull(row.GetOrdinal("newest_body"));

    // A call that cannot be read is told in its place.
    private static string? DiffersFromCall(ConversationHead head, NpgsqlDataReader row) =>
        Reading.Try(() => CallRows.ReadForMembers(row, HeadRows.ColumnCount)) is not { } call ? null
        : head.PreviewCall is not { } shown ? "shows no call"
        : shown != call.Status ? $"shows {Word.Of(shown)}, the call is {Word.Of(call.Status)}"
        : head.PreviewSeconds != Derived.PreviewSecondsOf(call) ? "another length of the call"
        : head.PreviewDirection != call.Direction ? "another direction"
        : head.Preview.Length > 0 ? "another text"
        : null;

    private static string? Differs(ConversationHead head, NpgsqlDataReader row)
    {
        var status = row.GetString(row.GetOrdinal("newest_status"));
        return head.PreviewCall is not null ? "shows a call"
            : head.Preview != Derived.PreviewOf(row.GetString(row.GetOrdinal("newest_body")), row.GetBoolean(row.GetOrdinal("newest_media"))) ? "another text"
            : Word.Of(head.PreviewDirection) != row.GetString(row.GetOrdinal("newest_direction")) ? "another direction"
            : Word.Of(head.PreviewStatus) != status ? $"shows {Word.Of(head.PreviewStatus)}, the message is {status}"
            : null;
    }
}
