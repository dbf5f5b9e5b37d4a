using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Postgres.Outbox;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Conversations;

/// <summary>What is told to those who run the cluster.</summary>
public sealed class BacklogTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private static readonly DateTimeOffset Now = StoredThread.Now;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_is_counted_by_what_it_waits_for()
    {
        var line = await Line();
        await Thread(line).Queue("waits");
        var later = Thread(line);
        await later.Commit(later.Outbound("not yet", sendAt: Now.AddHours(1)));
        await Set(await Thread(line).Queue("tried in vain"), "due_at = due_at + interval '5 minutes', entered_at = entered_at - interval '1 hour'");
        await Set(await Thread(line).Queue("at the carrier"), "state = 'claimed', claimed_until = entered_at + interval '6 minutes'");
        await Set(await Thread(line).Queue("behind another"), "state = 'behind'");
        await Set(await Thread(line).Queue("who knows"), "state = 'in_doubt', doubted_at = entered_at - interval '2 hours'");
        var calling = Thread(line);
        await calling.Commit(calling.Placed());
        await database.DataSource.Execute(
            "insert into webhook_tray (id, kind, target, body, reason, received_at, state) select gen_random_uuid(), 'inbound', '/', '', 'why', $1, s from unnest(array['open', 'replayed']) s",
            [Time(Now)], Cancellation);

        var backlog = await Backlog.Read(database.DataSource, Now.AddMinutes(1), Cancellation);

        Assert.Equal(new Backlog(3, Now.AddHours(-1), 1, 1, Now.AddHours(-2), 1, 1), backlog);
    }

    [Fact]
    public async Task It_is_told_with_its_age_and_the_moment_it_was_read()
    {
        using var heard = new MeterListener();
        var told = new Dictionary<string, double>();
        heard.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Measures.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        heard.SetMeasurementEventCallback<double>((instrument, value, tags, _) => told[$"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"] = value);
        heard.SetMeasurementEventCallback<long>((instrument, value, tags, _) => told[$"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"] = value);
        heard.Start();
        var now = Now.AddMinutes(3);
        using var watch = new BacklogWatch(database.DataSource, new FakeTimeProvider(now), NullLogger<BacklogWatch>.Instance);

        await watch.Tell(Cancellation);

        var backlog = await Backlog.Read(database.DataSource, now, Cancellation);
        Assert.Equal((backlog.Waiting, backlog.InDoubt), ((long)told["outbox.messages waiting"], (long)told["outbox.messages in_doubt"]));
        Assert.Equal((now - (backlog.WaitingSince ?? now)).TotalSeconds, told["outbox.oldest_age waiting"]);
        Assert.Equal(now.ToUnixTimeMilliseconds() / 1000.0, told["backlog.read_time "]);
        Assert.Empty(((string[])["outbox.messages posting", "outbox.oldest_age in_doubt", "call.under_way ", "tray.open "]).Except(told.Keys));
    }

    private StoredThread Thread(string line) => new(database.Ports.Store, line);

    private async Task<string> Line()
    {
        var line = StoredThread.NewLine();
        await database.DataSource.Execute("insert into lines (number) values ($1)", [Text(line)], Cancellation);
        return line;
    }

    private Task<int> Set(OrleansSms.Conversations.Message message, string sql) =>
        database.DataSource.Execute($"update outbox set {sql} where message_id = $1", [Uuid(message.Id)], Cancellation);
}
