using OrleansSms.Conversations;
using OrleansSms.Operations;
using OrleansSms.Postgres.Operations;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Operations;

public sealed class OperationsBookTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private static readonly DateTimeOffset Now = StoredThread.Now;

    private readonly string _line = StoredThread.NewLine();
    private readonly OperationsBook _book = new(database.DataSource);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_on_its_way_is_counted_by_what_it_waits_for()
    {
        await AddLine("Main");
        var thread = Thread();
        await thread.Queue("first");
        await thread.Queue("behind it");
        await Set(await Thread().Queue(), "state = 'claimed', attempt = 1");
        await Set(await Thread().Queue(), "due_at = due_at + interval '5 minutes', attempt = 1");
        await Set(await Thread().Queue(), "state = 'in_doubt', doubted_at = entered_at");
        await Thread().Queue("tomorrow", sendAt: Now.AddDays(1));
        await Call("queued");
        await Call("in_doubt");

        Assert.Equal(new LineOutbox(_line, "Main", 2, Now, 1, 1, 1, 1, 1), await Outbox());
    }

    [Fact]
    public async Task A_line_with_nothing_on_its_way_is_not_told()
    {
        await AddLine();
        await Thread().Commit(Thread().Inbound());

        Assert.Null(await Outbox());
        Assert.Contains(_line, await _book.Lines(null, Cancellation));
        Assert.DoesNotContain(_line, await _book.Lines(Guid.NewGuid(), Cancellation));
    }

    [Fact]
    public async Task What_is_in_doubt_is_told_to_those_on_its_line_and_to_nobody_else()
    {
        await AddLine();
        var (anna, ben) = (await Share("use"), await Share("read"));
        var text = await Thread().Queue();
        await Set(text, "state = 'in_doubt', attempt = 2, look_ups = 3, doubted_at = entered_at, next_look_up = entered_at + interval '1 hour'");
        var last = await Thread().Queue();
        await Set(last, "state = 'in_doubt', attempt = 1, look_ups = 4, doubted_at = entered_at + interval '1 minute', next_look_up = 'infinity'");
        var call = await Call("in_doubt");

        var told = await _book.Doubts(anna, 10, Cancellation);

        Assert.Equal(new(text.Id, false, text.ConversationId, _line, StoredThread.Contact, Now, 2, 3, Now.AddHours(1), false, true), told.Single(doubt => doubt.Id == text.Id));
        Assert.Equal(new(last.Id, false, last.ConversationId, _line, StoredThread.Contact, Now.AddMinutes(1), 1, 4, null, true, true), told.Single(doubt => doubt.Id == last.Id));
        Assert.True(told.Single(doubt => doubt.Id == call).IsCall);
        Assert.Equal(3, told.Length);
        Assert.Equal(told.Select(doubt => doubt.Since).Order(), told.Select(doubt => doubt.Since));
        Assert.All(await _book.Doubts(ben, 10, Cancellation), doubt => Assert.False(doubt.MayWrite));
        Assert.Single(await _book.Doubts(ben, 1, Cancellation));
        Assert.Empty(await _book.Doubts(Guid.NewGuid(), 10, Cancellation));
    }

    [Fact]
    public async Task Only_what_was_tried_before_is_hurried()
    {
        await AddLine();
        var tried = await Thread().Queue();
        await Set(tried, "due_at = due_at + interval '5 minutes', attempt = 1");
        var scheduled = await Thread().Queue("tomorrow", sendAt: Now.AddDays(1));

        Assert.Equal(1, await _book.HurryTries(_line, Now, Cancellation));

        Assert.Equal(Now, await TimeOf(tried, "due_at"));
        Assert.Equal(Now.AddDays(1), await TimeOf(scheduled, "due_at"));
        Assert.Equal(0, await _book.HurryTries(_line, Now, Cancellation));
        Assert.Equal(1, (await Outbox())!.Waiting);
    }

    [Fact]
    public async Task What_is_in_doubt_is_looked_up_again_also_after_the_last_time()
    {
        await AddLine();
        var never = await Thread().Queue();
        await Set(never, "state = 'in_doubt', next_look_up = 'infinity'");
        var soon = await Thread().Queue();
        await Set(soon, "state = 'in_doubt', next_look_up = entered_at + interval '1 hour'");
        var waiting = await Thread().Queue();

        Assert.Equal(2, await _book.HurryLookUps(_line, Now, Cancellation));

        Assert.Equal((Now, Now, null), (await TimeOf(never, "next_look_up"), await TimeOf(soon, "next_look_up"), await TimeOf(waiting, "next_look_up")));
        Assert.Equal(2, (await database.Ports.Doubts.Due(_line, Now, TimeSpan.Zero, Cancellation)).Length);
    }

    private StoredThread Thread() => new(database.Ports.Store, _line);

    private async Task<LineOutbox?> Outbox() => (await _book.Outbox(Now, Cancellation)).SingleOrDefault(line => line.Line == _line);

    private async Task<Guid> Call(string status)
    {
        var thread = Thread();
        var id = Guid.NewGuid();
        await thread.Commit(thread.Placed(id));
        await database.DataSource.Execute("update calls set status = $2 where id = $1", [Uuid(id), Text(status)], Cancellation);
        return id;
    }

    private Task<int> Set(Message message, string what) =>
        database.DataSource.Execute($"update outbox set {what} where message_id = $1", [Uuid(message.Id)], Cancellation);

    private async Task<DateTimeOffset?> TimeOf(Message message, string column) => Assert.Single(await database.DataSource.Read(
        $"select {column} from outbox where message_id = $1", [Uuid(message.Id)], row => row.OptionalTime(0), Cancellation));

    private Task<int> AddLine(string? name = null) => database.DataSource.Execute(
        "insert into lines (number, name) values ($1, $2)", [Text(_line), OptionalText(name)], Cancellation);

    private async Task<Guid> Share(string access)
    {
        var member = Guid.NewGuid();
        await database.DataSource.Execute("""
            insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            values ($1, 'member', true, false, false, true, 0)
            """, [Uuid(member)], Cancellation);
        await database.DataSource.Execute("insert into line_members (line, user_id, access) values ($1, $2, $3)", [Text(_line), Uuid(member), Text(access)], Cancellation);
        return member;
    }
}
