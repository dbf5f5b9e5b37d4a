using Npgsql;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Postgres.Calls;
using OrleansSms.Postgres.Conversations;
using static OrleansSms.Postgres.Columns;

namespace OrleansSms.Postgres.Commits;

/// <summary>
/// Many commits in one statement, and so in one transaction, one round trip and one flush. Each stands or falls alone:
/// rows hang on heads that were taken, and a head is taken where its version is the one the commit builds on.
/// </summary>
internal static class CommitStatement
{
    public static NpgsqlCommand Of(IReadOnlyList<Commit> commits, NpgsqlConnection connection)
    {
        var messages = new List<MessageWrite>(commits.Count);
        var (reads, unread, asides, calls) = (new List<ReadWrite>(), new List<UnreadWrite>(), new List<Aside>(), new List<Call>());
        foreach (var commit in commits)
        {
            commit.AddMessages(messages);
            commit.AddReads(reads);
            commit.AddUnread(unread);
            commit.AddAsides(asides);
            commit.AddCalls(calls);
        }

        var command = new NpgsqlCommand(CommitSql.For(
            late: messages.Exists(write => write.Outbox is OutboxWrite.Withdraw or OutboxWrite.Move),
            outbox: messages.Exists(write => write.Outbox != OutboxWrite.None), reads: reads.Count > 0, unread: unread.Count > 0, asides: asides.Count > 0,
            calls: calls.Count > 0), connection);
        command.Parameters.AddRange((NpgsqlParameter[])[.. Heads(commits), .. Messages(messages)]);
        if (reads.Count + unread.Count + asides.Count + calls.Count > 0)
        {
            command.Parameters.AddRange((NpgsqlParameter[])[.. Reads(reads), .. Unread(unread), .. Asides(asides)]);
        }

        if (calls.Count > 0)
        {
            command.Parameters.AddRange(CallColumns.Of(calls));
        }

        return command;
    }

    private static NpgsqlParameter[] Heads(IReadOnlyList<Commit> commits) =>
    [
        Uuids(commits, commit => commit.Head.Id.Value), Longs(commits, commit => commit.BuildsOn), Longs(commits, commit => commit.Head.Version),
        Ints(commits, commit => commit.Head.LastNumber), Ints(commits, commit => commit.Head.SmsCount), Ints(commits, commit => commit.Head.InboundCount),
        Ints(commits, commit => commit.Head.UnreadCount), Texts(commits, commit => Word.Of(commit.Head.State)), Bools(commits, commit => commit.Head.OptedOut),
        Texts(commits, commit => commit.Head.Preview), Texts(commits, commit => Word.Of(commit.Head.PreviewDirection)),
        Texts(commits, commit => Word.Of(commit.Head.PreviewStatus)), Times(commits, commit => commit.Head.LastActivityAt),
        Texts(commits, commit => commit.Head.Line), Texts(commits, commit => commit.Head.Contact), Times(commits, commit => commit.Head.CreatedAt),
        Ints(commits, commit => commit.Head.StoppedThrough), Ints(commits, commit => commit.Head.PreviewNumber),
        OptionalUuids(commits, commit => commit.Head.AssigneeId), OptionalTimes(commits, commit => commit.Head.SnoozedUntil),
        Texts(commits, commit => commit.Head.Tags.Joined ?? ""), Ints(commits, commit => commit.Head.FailedCount),
        Ints(commits, commit => commit.Head.SettledCount), Ints(commits, commit => commit.Head.DoneThrough),
        Texts(commits, commit => commit.Head.PreviewCall is { } status ? Word.Of(status) : null), OptionalInts(commits, commit => commit.Head.PreviewSeconds),
        Ints(commits, commit => commit.Head.MissedCount),
    ];

    private static NpgsqlParameter[] Messages(List<MessageWrite> writes) =>
    [
        Uuids(writes, write => write.Message.ConversationId.Value), Ints(writes, write => write.Message.Number), Uuids(writes, write => write.Message.Id),
        Texts(writes, write => Word.Of(write.Message.Direction)), Texts(writes, write => write.Message.MessageSid), Texts(writes, write => write.Message.From),
        Texts(writes, write => write.Message.To), Texts(writes, write => write.Message.Body), Texts(writes, write => Word.Of(write.Message.Status)),
        OptionalInts(writes, write => write.Message.ErrorCode), Texts(writes, write => write.Message.ErrorMessage), Ints(writes, write => write.Message.NumSegments),
        OptionalNumbers(writes, write => write.Message.Price), Texts(writes, write => write.Message.PriceUnit), Jsons(writes, write => MessageJson.Write(write.Message.Media)),
        Times(writes, write => write.Message.DateCreated), OptionalTimes(writes, write => write.Message.DateSent), Times(writes, write => write.Message.DateUpdated),
        Jsons(writes, write => MessageJson.Write(write.Message.Timeline)), OptionalUuids(writes, write => write.Message.UserId),
        OptionalTimes(writes, write => write.Message.SendAt), Texts(writes, write => write.Line), Ints(writes, write => (int)write.Outbox),
        Bools(writes, write => write.Message.Recovered), OptionalTimes(writes, write => write.Message.HeldUntil), Bools(writes, write => write.Message.CancelOnReply),
    ];

    private static NpgsqlParameter[] Reads(List<ReadWrite> reads) =>
    [
        Uuids(reads, read => read.Position.UserId), Uuids(reads, read => read.ConversationId), Ints(reads, read => read.Position.InboundCount),
        Bools(reads, read => read.Position.Back),
    ];

    private static NpgsqlParameter[] Unread(List<UnreadWrite> unread) =>
        [Uuids(unread, write => write.ConversationId), Ints(unread, write => (int)write.Step)];

    private static NpgsqlParameter[] Asides(List<Aside> asides) =>
    [
        Uuids(asides, aside => aside.ConversationId.Value), Ints(asides, aside => aside.Number), Uuids(asides, aside => aside.Id),
        Texts(asides, aside => Word.Of(aside.Kind)), OptionalUuids(asides, aside => aside.UserId), Texts(asides, aside => aside.Body),
        Texts(asides, aside => string.Join(' ', aside.Mentions)), OptionalUuids(asides, aside => aside.Subject),
        OptionalTimes(asides, aside => aside.Until), Times(asides, aside => aside.DateCreated),
    ];
}
