using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Inbox;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Inbox;

public sealed class DeskTests
{
    private static readonly Guid Stranger = Guid.NewGuid();

    private readonly ConversationIds _ids = new(new FakeInstallation(1));
    private readonly Queries _queries = new();
    private readonly FakeConversationStore _messages = new();
    private readonly List<string> _asked = [];
    private static readonly LineBacklog Backlog = new(3, 4, Some.Now, Owed: 0, SegmentsPerSecond: 1, Burst: 1, Marks: []);

    private readonly Desk _desk;
    private readonly Desk _strangers;
    private Draft? _sent;
    private ConversationId? _grain;

    public DeskTests() => (_desk, _strangers) = (DeskOf(Some.User), DeskOf(Stranger));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_sees_nothing_and_changes_nothing()
    {
        Assert.Null(await _strangers.Thread(Some.Id, before: null, 50, Cancellation));
        Assert.False(await _strangers.MarkRead(Some.Id, 1, Cancellation));
        Assert.False(await _strangers.SetState(Some.Id, ConversationState.Done, Cancellation));
        Assert.Equal(Refusals.UnknownLine, await Refusal(_strangers, Text()));
        Assert.Equal([nameof(IConversationGrain.Page)], _asked);
    }

    [Fact]
    public async Task What_waits_on_a_line_is_told_to_its_members()
    {
        Assert.Equal(Backlog, await _desk.Queue(Some.Line, Cancellation));
        Assert.Null(await _strangers.Queue(Some.Line, Cancellation));
    }

    [Fact]
    public async Task A_member_reads_and_changes_the_conversations_of_the_line()
    {
        Assert.NotNull(await _desk.Thread(Some.Id, before: null, 50, Cancellation));
        Assert.True(await _desk.MarkRead(Some.Id, 1, Cancellation));
        Assert.True(await _desk.SetState(Some.Id, ConversationState.Done, Cancellation));
        Assert.Contains(nameof(IConversationGrain.MarkRead), _asked);
        Assert.Contains(nameof(IConversationGrain.SetState), _asked);
    }

    [Theory]
    [InlineData("+447700900226")]
    [InlineData("07700 900 226")]
    [InlineData("+44 (0)7700-900-226")]
    public async Task However_a_number_is_typed_the_draft_goes_to_the_one_conversation(string typed)
    {
        await _desk.Send(Text() with { To = typed }, Cancellation);

        Assert.Equal((Some.Line, Some.Contact, Some.User), (_sent!.Line, _sent.Contact, _sent.UserId));
        Assert.Equal(_ids.For(Some.Line, Some.Contact), _grain);
        Assert.Equal(_grain, await _desk.Find(Some.Line, typed, Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("123")]
    [InlineData("+1")]
    public async Task What_is_no_number_is_refused(string typed) => Assert.Equal(Refusals.InvalidNumber, await Refusal(_desk, Text() with { To = typed }));

    [Theory]
    [InlineData("")]
    [InlineData("+447700900999")]
    [InlineData("BANK")]
    public async Task A_line_that_is_not_the_members_is_unknown(string line) => Assert.Equal(Refusals.UnknownLine, await Refusal(_desk, Text() with { From = line }));

    [Fact]
    public async Task A_conversation_of_other_numbers_is_refused_and_the_right_one_is_taken()
    {
        Assert.Equal(Refusals.ConversationMismatch, await Refusal(_desk, Text() with { ConversationId = Some.Id }));
        Assert.Null(await Refusal(_desk, Text() with { ConversationId = _ids.For(Some.Line, Some.Contact) }));
    }

    [Fact]
    public async Task A_time_to_send_is_kept_in_whole_seconds_of_utc()
    {
        await _desk.Send(Text() with { SendAt = Some.Now.AddHours(1).AddMilliseconds(345).ToOffset(TimeSpan.FromHours(2)) }, Cancellation);

        Assert.Equal((Some.Now.AddHours(1), TimeSpan.Zero), (_sent!.SendAt, _sent.SendAt!.Value.Offset));
    }

    [Theory]
    [InlineData("ftp://example.com/a.png")]
    [InlineData("example.com/a.png")]
    [InlineData("/a.png")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task A_media_address_that_nobody_can_fetch_is_refused(string url)
    {
        Assert.Equal(Refusals.InvalidMedia, await Refusal(_desk, Text() with { MediaUrls = ["https://example.com/a.png", url] }));
        Assert.Equal(Refusals.InvalidMedia, await Refusal(_desk, Text() with { MediaUrls = ["https://example.com/" + new string('a', 2000)] }));
    }

    [Fact]
    public async Task A_body_is_made_storable()
    {
        await _desk.Send(Text() with { Body = "a\0b" }, Cancellation);

        Assert.Equal("a\uFFFDb", _sent!.Body);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 50)]
    [InlineData(int.MaxValue, 200)]
    public async Task A_page_has_a_sensible_size(int asked, int given)
    {
        await _desk.Inbox(new(Limit: asked), Cancellation);

        Assert.Equal(given, _queries.Asked!.Limit);
    }

    private static Composed Text() => new(Guid.NewGuid(), Some.Line, Some.Contact, "hi");

    private Desk DeskOf(Guid userId) => new(
        new(new AskedBy(userId), new OneLine()),
        Proxied.Grains(id =>
        {
            _grain = new(id);
            return Proxied.As<IConversationGrain>(Answer);
        }),
        new OneLine(), Proxied.As<ILineQueues>((_, _) => Task.FromResult(Backlog)), _queries, _messages, _ids);

    private static async Task<string?> Refusal(Desk desk, Composed text) =>
        (await Record.ExceptionAsync(() => desk.Send(text, Cancellation)) as RefusedException)?.Code;

    private object Answer(System.Reflection.MethodInfo method, object?[] arguments)
    {
        _asked.Add(method.Name);
        switch (method.Name)
        {
            case nameof(IConversationGrain.Page):
                return Task.FromResult<ThreadPage?>(new(Some.Conversation(Some.Text(1)).Head!, [], null));
            case nameof(IConversationGrain.Send):
                _sent = (Draft)arguments[0]!;
                return Task.FromResult(new TakenDraft(Some.Queued(), Created: true));
            default:
                return Task.FromResult(true);
        }
    }

    private sealed class OneLine : ILineDirectory
    {
        public Task<ImmutableArray<Line>> LinesOf(Guid userId, CancellationToken cancellation) => Task.FromResult<ImmutableArray<Line>>([]);

        public Task<LineAccess?> AccessTo(string line, Guid userId, CancellationToken cancellation) =>
            Task.FromResult<LineAccess?>(userId == Some.User && line == Some.Line ? LineAccess.Use : null);

        public Task Know(string line, string? accountSid, CancellationToken cancellation) => Task.CompletedTask;
    }

    private sealed class Queries : IInboxQueries
    {
        public InboxQuery? Asked { get; private set; }

        public Task<InboxPage> Page(Guid userId, InboxQuery query, CancellationToken cancellation)
        {
            Asked = query;
            return Task.FromResult(new InboxPage([], null));
        }

        public Task<InboxRow?> Row(Guid userId, ConversationId id, CancellationToken cancellation) =>
            Task.FromResult(userId == Some.User ? new InboxRow(Some.Conversation(Some.Text(1)).Head!, ReadCount: 0) : null);

        public Task<int?> FirstSince(Guid userId, ConversationId id, DateTimeOffset moment, CancellationToken cancellation) => Task.FromResult<int?>(null);

        public Task<ScheduledPage> Scheduled(Guid userId, ScheduledQuery query, CancellationToken cancellation) => Task.FromResult(new ScheduledPage([], null));

        public Task<int> UnreadConversations(Guid userId, CancellationToken cancellation) => Task.FromResult(0);

        public Task<ImmutableArray<string>> Tags(Guid userId, CancellationToken cancellation) => Task.FromResult<ImmutableArray<string>>([]);
    }
}
