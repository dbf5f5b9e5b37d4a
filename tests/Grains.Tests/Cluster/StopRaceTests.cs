using System.Collections.Concurrent;
using OrleansSms.Conversations;
using OrleansSms.TestKit.Conversations;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.Grains.Tests.Cluster;

/// <summary>A STOP in the middle of very many sends, on the real store.</summary>
public sealed class StopRaceTests(RealStore silos) : IClassFixture<RealStore>
{
    private const int Sends = 10_000;
    private const int SendsToOne = 2_500;
    private const int Others = 25;

    private readonly string _line = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stop_among_ten_thousand_sends_lets_none_commit_after_it_and_what_waited_is_canceled()
    {
        var hot = new ConversationId(Guid.NewGuid());
        var others = Enumerable.Range(0, Others).Select(_ => new ConversationId(Guid.NewGuid())).ToArray();
        var (taken, refused) = (new ConcurrentBag<Guid>(), new ConcurrentBag<string>());

        await Parallel.ForAsync(0, Sends, new ParallelOptions { MaxDegreeOfParallelism = 100, CancellationToken = Cancellation }, async (number, cancellation) =>
        {
            var id = number % (Sends / SendsToOne) == 0 ? hot : others[number % Others];
            // Not at the same moment for all of them, and with many sends before, beside and behind it.
            if (number >= Sends / 4 && number < (Sends / 4) + (Others * 8) && number % 8 == 1)
            {
                await Stop(others[(number - (Sends / 4)) / 8]);
            }
            else if (number == Sends / 3)
            {
                await Stop(hot);
            }

            try
            {
                taken.Add((await silos.Conversation(id).Send(Some.Draft($"text {number}", line: _line), cancellation)).Message.Id);
            }
            catch (RefusedException refusal)
            {
                refused.Add(refusal.Code);
            }
        });

        Assert.Equal(Sends, taken.Count + refused.Count);
        Assert.Equal([Refusals.OptedOut], refused.Distinct());
        Assert.Equal(Others + 1, await Count("select count(*) from sms_messages where from_number <> $1 and body = 'STOP'"));
        Assert.Equal(0, await Count("""
            select count(*) from sms_messages text
            join sms_messages stop on stop.conversation_id = text.conversation_id and stop.body = 'STOP' and stop.direction = 'inbound'
            where text.from_number = $1 and text.number > stop.number
            """));
        Assert.Equal(taken.Order(), (await Ids("select id from sms_messages where from_number = $1")).Order());
        await CommittedTogether();

        // What was not at the carrier yet is canceled, once and for all, and says why.
        await Eventually.Get(() => Count("select count(*) from outbox where line = $1"), left => left == 0, Cancellation);
        var given = new HashSet<Guid>();
        while (silos.Carrier.Given.TryRead(out var item))
        {
            Assert.True(given.Add(item.MessageId));
        }

        Assert.Equal(
            taken.Except(given).Order(),
            (await Ids("select id from sms_messages where from_number = $1 and status = 'canceled' and error_message = 'They opted out before this was sent.'")).Order());
        Assert.InRange(given.Count, 1, 20);
    }

    private Task Stop(ConversationId id) =>
        silos.Conversation(id).Receive(Some.Text(1, "STOP", line: _line) with { MessageSid = StoredThread.NewSid() }, Cancellation);

    /// <summary>At no moment is there a text that waits without its row in the outbox, or a row without its text.</summary>
    private async Task CommittedTogether() => Assert.Equal(0, await Count("""
        select count(*) from sms_messages m full join outbox o on o.message_id = m.id
        where coalesce(o.line, m.from_number) = $1 and (m.status in ('queued', 'in_doubt')) is distinct from (o.message_id is not null)
        """));

    private async Task<long> Count(string sql)
    {
        await using var command = silos.Rows.CreateCommand(sql);
        command.Parameters.Add(new() { Value = _line });
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private async Task<IReadOnlyList<Guid>> Ids(string sql)
    {
        await using var command = silos.Rows.CreateCommand(sql);
        command.Parameters.Add(new() { Value = _line });
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(Cancellation))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }
}
