using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Postgres.Calls;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Calls;

public sealed class CallQueriesTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = StoredThread.Now;

    private readonly Guid _member = Guid.NewGuid();
    private readonly string _line = StoredThread.NewLine();
    private readonly string _other = StoredThread.NewLine();
    private readonly string _foreign = StoredThread.NewLine();
    private readonly Dictionary<string, (Guid Conversation, int Calls)> _threads = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CallQueries Queries => new(new(database.Members));

    [Fact]
    public async Task A_stranger_finds_nothing_whatever_is_asked()
    {
        var (call, foreign) = (await Call(_line, status: "missed", direction: "inbound"), await Call(_foreign, user: _member, isOver: false));

        foreach (var (who, hidden, line) in ((Guid, Guid, string)[])[(Guid.NewGuid(), call, _line), (_member, foreign, _foreign)])
        {
            Assert.Null(await Queries.Find(who, hidden, Cancellation));
            Assert.DoesNotContain(hidden, await Ids(new(), who));
            Assert.Empty(await Ids(new(line), who));
            Assert.DoesNotContain(hidden, await Ids(new(Missed: true), who));
            Assert.DoesNotContain(hidden, await Ids(new(UserId: _member), who));
            Assert.DoesNotContain(hidden, (await Queries.Under(who, Cancellation)).Select(one => one.Id));
        }

        Assert.NotNull(await Queries.Find(_member, call, Cancellation));
    }

    [Fact]
    public async Task A_call_is_read_as_it_stands_without_the_phone_of_the_member()
    {
        var id = await Call(_line, user: _member);

        var call = await Queries.Find(_member, id, Cancellation);

        Assert.Equal((_line, StoredThread.Contact, CallStatus.Completed, _member, Now), (call!.From, call.To, call.Status, call.UserId!.Value, call.DateCreated));
        Assert.Null(call.MemberNumber);
        Assert.Null(Assert.Single((await Queries.Page(_member, new(), Cancellation)).Calls).MemberNumber);
    }

    [Fact]
    public async Task Filters_narrow_to_a_line_a_direction_what_was_missed_a_member_and_a_time()
    {
        var colleague = Guid.NewGuid();
        var placed = await Call(_line, user: _member, minutes: 1);
        var missed = await Call(_line, direction: "inbound", status: "missed", minutes: 2);
        var voicemail = await Call(_other, direction: "inbound", status: "voicemail", minutes: 3);
        var taken = await Call(_other, direction: "inbound", user: colleague, minutes: 4);

        Assert.Equal([taken, voicemail, missed, placed], await Ids(new()));
        Assert.Equal([missed, placed], await Ids(new(_line)));
        Assert.Equal([placed], await Ids(new(Direction: Direction.Outbound)));
        Assert.Equal([taken, voicemail, missed], await Ids(new(Direction: Direction.Inbound)));
        Assert.Equal([voicemail, missed], await Ids(new(Missed: true)));
        Assert.Equal([voicemail], await Ids(new(_other, Missed: true)));
        Assert.Equal([taken], await Ids(new(UserId: colleague)));
        Assert.Equal([voicemail, missed], await Ids(new(From: Now.AddMinutes(2), Until: Now.AddMinutes(4))));
        Assert.Empty(await Ids(new(_line, Direction.Outbound, Missed: true)));
        Assert.Empty(await Ids(new("\0")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(25)]
    public async Task Pages_over_equal_times_and_several_lines_miss_and_repeat_nothing(int limit)
    {
        var calls = new HashSet<Guid>();
        for (var i = 0; i < 25; i++)
        {
            // Of one moment, of two lines; some moments have one call only.
            calls.Add(await Call(i % 2 == 0 ? _line : _other, minutes: i < 20 ? 0 : i));
        }

        var seen = new List<Call>();
        CallPage page;
        string? cursor = null;
        do
        {
            page = await Queries.Page(_member, new(Cursor: cursor, Limit: limit), Cancellation);
            Assert.InRange(page.Calls.Length, 1, limit);
            seen.AddRange(page.Calls);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(25, seen.Count);
        Assert.Equal(calls, seen.Select(call => call.Id).ToHashSet());
        Assert.Equal(seen.Select(call => call.DateCreated).OrderDescending(), seen.Select(call => call.DateCreated));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("bm90IGEgY3Vyc29y")]
    [InlineData("é")]
    public async Task A_cursor_that_no_list_gave_is_refused(string cursor) => Assert.Equal(
        Refusals.InvalidCursor, (await Assert.ThrowsAsync<RefusedException>(() => Queries.Page(_member, new(Cursor: cursor), Cancellation))).Code);

    [Fact]
    public async Task Under_way_are_the_members_own_calls_that_are_not_over()
    {
        await Call(_line, user: _member);
        await Call(_line, user: Guid.NewGuid(), isOver: false);
        await Call(_line, direction: "inbound", status: "ringing", isOver: false);
        var (first, second) = (await Call(_line, user: _member, isOver: false, status: "talking"), await Call(_other, user: _member, isOver: false, status: "queued", minutes: 1));

        Assert.Equal([second, first], (await Queries.Under(_member, Cancellation)).Select(call => call.Id));
    }

    public async ValueTask InitializeAsync()
    {
        await database.DataSource.Execute(
            "insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ($1, 'member', true, false, false, false, 0)",
            [Uuid(_member)], Cancellation);
        foreach (var line in (string[])[_line, _other, _foreign])
        {
            await database.DataSource.Execute("insert into lines (number) values ($1)", [Text(line)], Cancellation);
            var thread = new StoredThread(database.Ports.Store, line);
            await thread.Commit(thread.Inbound());
            _threads[line] = (thread.Id.Value, 1);
            if (line != _foreign)
            {
                await database.DataSource.Execute("insert into line_members (line, user_id) values ($1, $2)", [Text(line), Uuid(_member)], Cancellation);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Guid> Call(string line, string direction = "outbound", string status = "completed", Guid? user = null, double minutes = 0, bool isOver = true)
    {
        var id = Guid.NewGuid();
        var (conversation, calls) = _threads[line];
        _threads[line] = (conversation, calls + 1);
        await database.DataSource.Execute("""
            insert into calls (conversation_id, number, id, direction, line, from_number, to_number, status, user_id, member_number, date_created, ended_at, date_updated, hang_up, recovered)
            values ($1, $2, $3, $4, $5, case $4 when 'outbound' then $5 else $6 end, case $4 when 'outbound' then $6 else $5 end, $7, $8, '+447700900999', $9, $10, $9, false, false)
            """,
            [
                Uuid(conversation), Int(calls + 1), Uuid(id), Text(direction), Text(line), Text(StoredThread.Contact), Text(status), Uuid(user),
                Time(Now.AddMinutes(minutes)), Time(isOver ? Now.AddMinutes(minutes) : null),
            ], Cancellation);
        return id;
    }

    private async Task<List<Guid>> Ids(CallQuery query, Guid? who = null) => [.. (await Queries.Page(who ?? _member, query, Cancellation)).Calls.Select(call => call.Id)];
}
