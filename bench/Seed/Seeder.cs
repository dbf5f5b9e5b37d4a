using Npgsql;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Seed;

/// <summary>Fills somebody's tables by binary COPY, without passing through the program that owns them.</summary>
internal static class Seeder
{
    public static async Task Fill(Contestant contestant, IReadOnlyList<SeedPlan> plans, CancellationToken cancellation)
    {
        await using var connection = await contestant.Database.DataSource.OpenConnectionAsync(cancellation);
        await Indexes.Execute(connection, "set synchronous_commit = off; set maintenance_work_mem = '1GB'", cancellation);
        var (shape, now) = (contestant.Shape, TimeProvider.System.GetUtcNow());
        await Indexes.Execute(connection, shape.Around.Before, cancellation);
        var indexes = await Indexes.Drop(connection, cancellation);
        await Task.Run(
            () =>
            {
                foreach (var plan in plans)
                {
                    Conversations(connection, shape, plan, now);
                    Messages(connection, shape, plan, now, cancellation);
                }
            },
            cancellation);
        foreach (var index in indexes)
        {
            await Indexes.Execute(connection, index, cancellation);
        }

        await Indexes.Execute(connection, shape.Around.After, cancellation);
        await Indexes.Execute(connection, "vacuum analyze conversations", cancellation);
        await Indexes.Execute(connection, "vacuum analyze sms_messages", cancellation);
        await Indexes.Execute(connection, "reset all", cancellation);
    }

    private static void Conversations(NpgsqlConnection connection, ISeedShape shape, SeedPlan plan, DateTimeOffset now)
    {
        using var copy = Begin(connection, shape.CopyConversations);
        for (var place = 0; place < plan.Conversations; place++)
        {
            var contact = plan.Contact(place);
            var id = shape.ConversationOf(contact);
            copy.StartRow();
            shape.Write(copy, new SeedConversation(id, contact, plan.Messages, plan.Inbound, plan.Message(id, contact, place, plan.Messages, now)));
        }

        copy.Complete();
    }

    private static void Messages(NpgsqlConnection connection, ISeedShape shape, SeedPlan plan, DateTimeOffset now, CancellationToken cancellation)
    {
        using var copy = Begin(connection, shape.CopyMessages);
        for (var place = 0; place < plan.Conversations; place++)
        {
            cancellation.ThrowIfCancellationRequested();
            var contact = plan.Contact(place);
            var id = shape.ConversationOf(contact);
            for (var number = 1; number <= plan.Messages; number++)
            {
                copy.StartRow();
                shape.Write(copy, plan.Message(id, contact, place, number, now));
            }
        }

        copy.Complete();
    }

    private static NpgsqlBinaryImporter Begin(NpgsqlConnection connection, string sql)
    {
        var copy = connection.BeginBinaryImport(sql);
        copy.Timeout = Timeout.InfiniteTimeSpan;
        return copy;
    }
}
