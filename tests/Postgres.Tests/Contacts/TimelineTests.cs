using OrleansSms.Calls;
using OrleansSms.Contacts;
using OrleansSms.Conversations;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Contacts;
using OrleansSms.Postgres.Lines;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Contacts;

public sealed class TimelineTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = StoredThread.Now;

    private readonly Guid _member = Guid.NewGuid();
    private readonly string _line = StoredThread.NewLine();
    private readonly string _strange = StoredThread.NewLine();
    private readonly Ids _ids = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ContactBook Book => new(database.DataSource, Door, TimeProvider.System);

    private ContactDoor Door => new(new ContactTurns(database.DataSource), new AskedBy(_member), new(database.DataSource, new AccessCache()));

    private ContactHistory History => new(new(database.Members), Door, Book, new LineDirectory(database.DataSource, new()), _ids);

    public async ValueTask InitializeAsync()
    {
        await database.DataSource.Execute(
            "insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ($1, 'member', true, false, false, false, 0)",
            [Uuid(_member)], Cancellation);
        await database.DataSource.Execute("insert into lines (number) values ($1), ($2)", [Text(_line), Text(_strange)], Cancellation);
        await database.DataSource.Execute("insert into line_members (line, user_id) values ($1, $2)", [Text(_line), Uuid(_member)], Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_said_over_all_numbers_comes_newest_first_and_what_was_said_on_strange_lines_not_at_all()
    {
        var (first, second) = (BookDatabase.NewNumber(), BookDatabase.NewNumber());
        var contact = await Book.Create(new("Maya", Numbers: [(first, ""), (second, "")]), Cancellation);
        var (one, two, three) = (Thread(_line, first), Thread(_line, second), Thread(_strange, first));
        await Say(one, "a", 1);
        await Say(two, "b", 2);
        await Say(three, "not yours", 3);
        await Say(one, "c", 4);

        var timeline = await History.Timeline(contact.Id, null, 50, Cancellation);

        Assert.Equal([("c", first), ("b", second), ("a", first)], timeline.Entries.Select(entry => (Body(entry), entry.Contact)));
        Assert.Null(timeline.NextCursor);
        Assert.All(timeline.Entries, entry => Assert.Equal(_line, entry.Line));
        Assert.Equal([one.Id, two.Id], (await History.Conversations(contact.Id, Cancellation)).Select(row => row.Head.Id).OrderBy(id => id == two.Id));
        Assert.Equal([contact.Id], (await History.Activity([contact], Cancellation)).Keys);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Pages_miss_and_repeat_nothing_also_where_times_are_odd_or_equal(int limit)
    {
        var numbers = Enumerable.Range(0, 3).Select(_ => BookDatabase.NewNumber()).ToList();
        var contact = await Book.Create(new("Maya", Numbers: [.. numbers.Select(number => (number, ""))]), Cancellation);
        var said = new HashSet<string>();
        foreach (var number in numbers)
        {
            var thread = Thread(_line, number);
            // The third is one that was recovered later, the others are of the same moments.
            foreach (var minute in (int[])[1, 5, 2, 5, 9])
            {
                var text = $"{number} {thread.Head?.LastNumber ?? 0}";
                said.Add(text);
                await Say(thread, text, minute);
            }
        }

        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = await History.Timeline(contact.Id, cursor, limit, Cancellation);
            read.AddRange(page.Entries.Select(Body));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(said.Count, read.Count);
        Assert.Equal(said, read.ToHashSet());
        Assert.Equal((await History.Timeline(contact.Id, null, 200, Cancellation)).Entries.Select(Body), read);
        Assert.All(numbers, number => Assert.Equal(
            Enumerable.Range(0, 5).Reverse().Select(i => $"{number} {i}"), read.Where(text => text.StartsWith(number, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public async Task Calls_stand_among_the_texts_where_they_happened_and_those_of_strange_lines_do_not(int limit)
    {
        var (first, second) = (BookDatabase.NewNumber(), BookDatabase.NewNumber());
        var contact = await Book.Create(new("Maya", Numbers: [(first, ""), (second, "")]), Cancellation);
        var (one, two, three) = (Thread(_line, first), Thread(_line, second), Thread(_strange, first));
        await Say(one, "a", 1);
        var missed = await one.Ring(Now.AddMinutes(2), CallStatus.Missed);
        await Say(one, "b", 3);
        var alone = await two.Ring(Now.AddMinutes(4), CallStatus.Completed);
        await three.Ring(Now.AddMinutes(5), CallStatus.Missed);

        var (read, cursor) = (new List<TimelineEntry>(), (string?)null);
        do
        {
            var page = await History.Timeline(contact.Id, cursor, limit, Cancellation);
            read.AddRange(page.Entries);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal([alone.Id.ToString(), "b", missed.Id.ToString(), "a"], read.Select(entry => entry.Entry is Call call ? call.Id.ToString() : Body(entry)));
        var shown = Assert.IsType<Call>(read[2].Entry);
        Assert.Equal((CallStatus.Missed, Direction.Inbound, 32, null), (shown.Status, shown.Direction, Assert.Single(shown.Recordings).Seconds, shown.MemberNumber));
        Assert.Equal((_line, second), (read[0].Line, read[0].Contact));
    }

    [Fact]
    public async Task A_cursor_leads_nobody_to_conversations_of_others()
    {
        var number = BookDatabase.NewNumber();
        var contact = await Book.Create(new("Maya", Numbers: [(number, "")]), Cancellation);
        var theirs = Thread(_strange, number);
        await Say(theirs, "secret", 1);
        await theirs.Ring(Now, CallStatus.Missed);
        var elsewhere = Thread(_line, BookDatabase.NewNumber());
        await Say(elsewhere, "of somebody else", 1);

        foreach (var id in (ConversationId[])[theirs.Id, elsewhere.Id])
        {
            Assert.Empty((await History.Timeline(contact.Id, new TimelineCursor([new(id.Value, int.MaxValue)]).ToString(), 50, Cancellation)).Entries);
        }
    }

    [Theory]
    [InlineData("!")]
    [InlineData("")]
    [InlineData("AAAA")]
    public async Task A_cursor_that_no_timeline_gave_is_refused(string cursor)
    {
        var contact = await Book.Create(new("Maya"), Cancellation);

        Assert.Equal(Refusals.InvalidCursor, (await Assert.ThrowsAsync<RefusedException>(() => History.Timeline(contact.Id, cursor, 50, Cancellation))).Code);
    }

    private Talking Thread(string line, string contact) => new(database.Ports.Store, line, contact, _ids.For(line, contact));

    private static string Body(TimelineEntry entry) => ((Message)entry.Entry).Body;

    private static Task Say(Talking thread, string text, int minute) => thread.Say(text, Now.AddMinutes(minute));

    /// <summary>The same pair, the same id.</summary>
    private sealed class Ids : IConversationIds
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Guid> _known = new();

        public ConversationId For(string line, string contact) => new(_known.GetOrAdd($"{line} {contact}", _ => Guid.NewGuid()));

        public Guid MessageFor(Guid member, string idempotencyKey) => throw new NotSupportedException();

        public Guid CallFor(Guid member, string idempotencyKey) => throw new NotSupportedException();
    }

    /// <summary>A conversation between a line and a number of the test's own.</summary>
    private sealed class Talking(OrleansSms.Grains.Ports.IConversationStore store, string line, string contact, ConversationId id)
    {
        public ConversationId Id => id;

        public ConversationHead? Head { get; private set; }

        public async Task Say(string text, DateTimeOffset at)
        {
            var thread = new StoredThread(store, line);
            var change = thread.Inbound(text);
            var number = (Head?.LastNumber ?? 0) + 1;
            var message = change.Message! with { ConversationId = id, Number = number, From = contact, To = line, DateCreated = at };
            var head = change.Head with { Id = id, Contact = contact, Version = (Head?.Version ?? 0) + 1, LastNumber = number, SmsCount = (Head?.SmsCount ?? 0) + 1, InboundCount = (Head?.InboundCount ?? 0) + 1 };
            Assert.True(await store.Commit([change with { Head = head, Message = message }], Cancellation));
            Head = head;
        }

        public async Task<Call> Ring(DateTimeOffset at, CallStatus status)
        {
            var change = new StoredThread(store, line).Placed();
            var number = (Head?.LastNumber ?? 0) + 1;
            var call = change.Call! with
            {
                ConversationId = id, Number = number, Direction = Direction.Inbound, From = contact, To = line, Status = status, DateCreated = at, EndedAt = at,
                Recordings = [new("RE1", RecordingKind.Voicemail, RecordingStatus.Ready, 32, 1, null, null, null, at)],
            };
            var head = (Head ?? change.Head) with { Id = id, Contact = contact, Version = (Head?.Version ?? 0) + 1, LastNumber = number };
            Assert.True(await store.Commit([change with { Head = head, Call = call }], Cancellation));
            Head = head;
            return call;
        }
    }
}
