using System.Globalization;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;
using OrleansSms.TestKit.Sweeps;

namespace OrleansSms.Grains.Tests.Cluster;

public sealed class SweepClusterTests(OneSilo silos) : IClassFixture<OneSilo>, IDisposable
{
    private readonly string _line = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task What_the_carrier_has_and_we_have_not_is_added_oldest_first_and_a_second_sweep_asks_no_conversation()
    {
        silos.Archive.Keep(Texts(25));
        var commits = Count();

        var swept = await Sweep(SweepPass.Inbound);

        Assert.Equal((3, 25, 25L), (swept.Pages, swept.Recovered, swept.RecoveredTotal));
        Assert.Equal(25, commits());
        Assert.Equal(Enumerable.Range(0, 25).Select(Body), (await Thread()).Select(message => message.Body));
        Assert.All(await Thread(), message => Assert.True(message.Recovered));

        var again = await Sweep(SweepPass.Inbound);
        Assert.Equal((0, 0, 25L), (again.Found, again.Recovered, again.RecoveredTotal));
        Assert.Equal(25, commits());
    }

    [Fact]
    public async Task Between_two_pages_without_an_answer_nothing_is_lost_and_it_goes_on_with_the_page_that_was_missing()
    {
        silos.Archive.Keep(Texts(25));
        var asked = silos.Archive.Lists.Count;
        silos.Archive.BeforePage = given => given == asked + 2 ? throw new CarrierUnavailableException("The carrier could not be reached.") : Task.CompletedTask;

        var stumbled = await Saved(SweepPass.Inbound, progress => progress.Fault is not null);
        Assert.Equal((2, 20, "20"), (stumbled.Pages, stumbled.Found, stumbled.Cursor));
        Assert.Null(stumbled.Watermark);
        silos.Archive.BeforePage = _ => Task.CompletedTask;
        var swept = await Sweep(SweepPass.Inbound);

        Assert.Equal((3, 25, 25), (swept.Pages, swept.Found, swept.Recovered));
        Assert.Equal([null, "10", "20"], silos.Archive.Lists.Where(list => list.To == _line).Select(list => list.Next));
        Assert.Equal(Enumerable.Range(0, 25).Select(Body), (await Thread()).Select(message => message.Body));
    }

    [Fact]
    public async Task A_store_that_fails_after_any_page_costs_nothing_but_time()
    {
        silos.Archive.Keep(Texts(25));
        var saves = 0;
        silos.Sweeps.AfterSave = progress =>
            progress.Line == _line && progress.Pass == SweepPass.Inbound && ++saves is 2 or 5 ? throw new IOException("disk") : Task.CompletedTask;
        await Saved(SweepPass.Inbound, progress => progress.Pages == 1);
        await Saved(SweepPass.Inbound, progress => progress.IsListed);

        await Sweep(SweepPass.Inbound);

        Assert.Equal(Enumerable.Range(0, 25).Select(Body), (await Thread()).Select(message => message.Body));
    }

    [Fact]
    public async Task What_came_by_its_webhook_meanwhile_is_there_once_and_without_a_mark()
    {
        silos.Archive.Keep(Texts(1));
        await silos.Conversation(Conversation).Receive(Some.Text(0, "by itself", line: _line) with { MessageSid = Sid(0) }, Cancellation);

        var swept = await Sweep(SweepPass.Inbound);

        Assert.Equal(0, swept.Found);
        Assert.False(Assert.Single(await Thread()).Recovered);
    }

    [Fact]
    public async Task What_a_page_has_of_prices_is_told_to_entries_without_one()
    {
        silos.Archive.Keep(CarrierArchive.Text(Sid(0), _line, Some.Contact, Now.AddMinutes(-30), Body(0), price: -0.0079m));
        await Sweep(SweepPass.Inbound);
        await Sweep(SweepPass.Inbound);

        Assert.Equal((-0.0079m, "USD"), ((await Thread())[0].Price, (await Thread())[0].PriceUnit));
    }

    [Fact]
    public async Task A_picture_that_is_not_there_yet_is_waited_for_and_its_text_comes_with_it()
    {
        var text = CarrierArchive.Text(Sid(0), _line, Some.Contact, Now.AddMinutes(-10), Body(0)) with { MediaCount = 1 };
        silos.Archive.Keep(text);
        Assert.Equal((1, 0), ((await Sweep(SweepPass.Inbound)) is var early ? (early.Found, early.Recovered) : default));

        silos.Archive.Keep(text with { Media = [new("https://api.example/ME1", "image/png")] });
        Assert.Equal(1, (await Sweep(SweepPass.Inbound)).Recovered);
        Assert.Equal("https://api.example/ME1", Assert.Single((await Thread())[0].Media).Url);
    }

    [Fact]
    public async Task A_message_without_an_end_is_asked_for_by_name_and_closed_after_three_days()
    {
        var thread = new StoredThread(silos.Store, _line);
        var lost = await Old(thread, hours: 13);
        var silent = await Old(thread, hours: 73);
        var unknown = await Old(thread, hours: 14);
        silos.Archive.Keep(Record(lost, "delivered"), Record(silent, "sent"));

        var swept = await Sweep(SweepPass.Statuses);

        Assert.Equal((3, 1), (swept.Found, swept.Recovered));
        Assert.Equal(DeliveryStatus.Delivered, (await silos.Store.FindOutbound(lost.Id, Cancellation))!.Status);
        var closed = (await silos.Store.FindOutbound(silent.Id, Cancellation))!;
        Assert.Equal((DeliveryStatus.Sent, DeliveryReport.Unconfirmed), (closed.Status, closed.Timeline[^1].Word));
        var noted = (await silos.Store.FindOutbound(unknown.Id, Cancellation))!;
        Assert.Equal((DeliveryStatus.Sent, DeliveryReport.NotOnRecord), (noted.Status, noted.Timeline[^1].Word));
        Assert.Equal(unknown.Id, Assert.Single(await silos.Cases.Due(_line, Now.AddDays(99), 10, Cancellation)).MessageId);
        Assert.Equal(0, (await Sweep(SweepPass.Statuses)).Found);
    }

    public void Dispose()
    {
        silos.Archive.BeforePage = _ => Task.CompletedTask;
        silos.Sweeps.AfterSave = _ => Task.CompletedTask;
    }

    private ConversationId Conversation => silos.Between(_line, Some.Contact);

    private async Task<Message[]> Thread() => [.. (await silos.Store.Page(Conversation, int.MaxValue, 1000, Cancellation)).OfType<Message>()];

    private IEnumerable<CarrierRecord> Texts(int count) => Enumerable.Range(0, count)
        .Select(number => CarrierArchive.Text(Sid(number), _line, Some.Contact, Now.AddMinutes(number - 90), Body(number)));

    private string Sid(int number) => "SM" + _line[1..] + number.ToString("x20", CultureInfo.InvariantCulture);

    private static string Body(int number) => string.Create(CultureInfo.InvariantCulture, $"text {number}");

    private static CarrierRecord Record(Message message, string status) =>
        CarrierArchive.Text(message.MessageSid!, message.From, message.To, Now.AddHours(-13)) with { Direction = Direction.Outbound, Status = status };

    private static async Task<Message> Old(StoredThread thread, int hours)
    {
        var at = Now.AddHours(-hours);
        var draft = thread.Outbound();
        await thread.Commit(draft with { Message = draft.Message! with { DateCreated = at } });
        var sid = StoredThread.NewSid();
        var sent = draft.Message with { DateCreated = at, MessageSid = sid, Status = DeliveryStatus.Sent, DateSent = at, Timeline = [new("sent", null, sid, at, null)] };
        await thread.Commit(thread.Changed(sent, OutboxStep.Leave));
        return sent;
    }

    private Func<int> Count()
    {
        var commits = 0;
        silos.Store.AfterCommit += change =>
        {
            commits += change.Head.Line == _line ? 1 : 0;
            return Task.CompletedTask;
        };
        return () => commits;
    }

    /// <summary>Sweeps, and goes on when this pass is at its end.</summary>
    private Task<SweepProgress> Sweep(SweepPass pass) => Saved(pass, progress => progress is { Window: null, FinishedAt: not null });

    /// <summary>Sweeps, and goes on when this pass is saved so.</summary>
    private async Task<SweepProgress> Saved(SweepPass pass, Func<SweepProgress, bool> isSo)
    {
        var seen = new TaskCompletionSource<SweepProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
        var others = silos.Sweeps.AfterSave;
        silos.Sweeps.AfterSave = progress =>
        {
            if (progress.Line == _line && progress.Pass == pass && isSo(progress))
            {
                seen.TrySetResult(progress);
            }

            return others(progress);
        };
        await silos.Sweeps.Hurry(_line, Now, Cancellation);
        await Wake(seen.Task);
        var saved = await seen.Task;
        silos.Sweeps.AfterSave = others;
        return saved;
    }

    /// <summary>A grain that is at its last statement when it is woken does not hear it: woken until it runs, as the clock does.</summary>
    private async Task Wake(Task until)
    {
        while (!until.IsCompleted)
        {
            await silos.SweepOf(_line).Wake();
            await Task.WhenAny(until, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation));
        }
    }
}
