using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Postgres.Inbox;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Inbox;

public sealed class InboxQueriesTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>, IAsyncLifetime
{
    private readonly Guid _member = Guid.NewGuid();
    private readonly string _line = StoredThread.NewLine();
    private readonly string _other = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private InboxQueries Queries => new(new(database.Members));

    [Fact]
    public async Task A_stranger_finds_nothing_whatever_is_asked()
    {
        var id = await Conversation("hello");
        var stranger = Guid.NewGuid();

        Assert.Empty((await Queries.Page(stranger, new(), Cancellation)).Rows);
        Assert.Empty((await Queries.Page(stranger, new(Line: _line, Search: "hello"), Cancellation)).Rows);
        Assert.Null(await Queries.Row(stranger, id, Cancellation));
        Assert.Equal(0, await Queries.UnreadConversations(stranger, Cancellation));
        Assert.NotNull(await Queries.Row(_member, id, Cancellation));
    }

    [Fact]
    public async Task Pages_over_equal_times_miss_and_repeat_nobody()
    {
        var ids = new HashSet<ConversationId>();
        for (var i = 0; i < 25; i++)
        {
            ids.Add(await Conversation("same moment"));
        }

        var seen = new List<ConversationId>();
        InboxPage page;
        string? cursor = null;
        do
        {
            page = await Queries.Page(_member, new(Cursor: cursor, Limit: 4), Cancellation);
            seen.AddRange(page.Rows.Select(row => row.Head.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(25, seen.Count);
        Assert.Equal(ids, seen.ToHashSet());
    }

    [Fact]
    public async Task Filters_narrow_to_a_line_a_state_and_what_is_unread()
    {
        var (open, done, elsewhere) = (await Conversation("a"), await Conversation("b", done: true), await Conversation("c", line: _other));
        await Read(open);

        Assert.Equal([elsewhere], await Ids(new(Line: _other)));
        Assert.Equal([done], await Ids(new(State: ConversationState.Done)));
        Assert.Equal([open], await Ids(new(Unread: false)));
        Assert.Equal(2, (await Ids(new(Unread: true))).Count);
        Assert.Equal(2, await Queries.UnreadConversations(_member, Cancellation));
    }

    [Fact]
    public async Task Conversations_are_found_in_which_somebody_called_and_nobody_took_it()
    {
        await Conversation("a");
        var (open, done, elsewhere) = (await Missed(_line), await Missed(_line, done: true), await Missed(_other));

        Assert.Equal(new HashSet<ConversationId> { open, done, elsewhere }, (await Ids(new(Missed: true))).ToHashSet());
        Assert.Equal([elsewhere], await Ids(new(Line: _other, Missed: true)));
        Assert.Equal([done], await Ids(new(State: ConversationState.Done, Missed: true)));
        Assert.Empty((await Queries.Page(Guid.NewGuid(), new(Missed: true), Cancellation)).Rows);
        Assert.Equal(1, (await Queries.Row(_member, elsewhere, Cancellation))!.Head.MissedCount);

        var seen = new List<ConversationId>();
        string? cursor = null;
        do
        {
            var page = await Queries.Page(_member, new(Missed: true, Cursor: cursor, Limit: 1), Cancellation);
            seen.AddRange(page.Rows.Select(row => row.Head.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(3, seen.Count);
        Assert.Equal(3, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("100%", "100% sure")]
    [InlineData("a_b", "a_b")]
    [InlineData("c:\\dir", "C:\\dir")]
    public async Task What_a_person_types_is_no_wildcard(string typed, string found)
    {
        var id = await Conversation(found);
        await Conversation("100 surely, axb, c:xdir");

        Assert.Equal([id], await Ids(new(Search: typed)));
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\0b")]
    public async Task A_search_that_no_text_can_hold_finds_nothing_and_breaks_nothing(string typed)
    {
        await Conversation("hello");

        Assert.Empty(await Ids(new(Search: typed)));
        Assert.Empty(await Ids(new(Line: typed)));
    }

    [Fact]
    public async Task A_number_is_found_in_any_spelling()
    {
        var id = await Conversation("hello");

        Assert.Equal([id], await Ids(new(Search: "07700 900-226")));
        Assert.Empty(await Ids(new(Search: "07700 900-227")));
    }

    [Fact]
    public async Task The_first_entry_since_a_moment_is_found_by_its_number()
    {
        var thread = new StoredThread(database.Ports.Store, _line);
        for (var day = 0; day < 9; day++)
        {
            var change = thread.Inbound($"day {day}");
            await thread.Commit(change with { Message = change.Message! with { DateCreated = StoredThread.Now.AddDays(day) } });
        }

        Assert.Equal(1, await Since(StoredThread.Now.AddYears(-1)));
        Assert.Equal(1, await Since(StoredThread.Now));
        Assert.Equal(5, await Since(StoredThread.Now.AddDays(3.5)));
        Assert.Equal(9, await Since(StoredThread.Now.AddDays(8)));
        Assert.Null(await Since(StoredThread.Now.AddDays(8.1)));
        Assert.Null(await Queries.FirstSince(Guid.NewGuid(), thread.Id, StoredThread.Now, Cancellation));

        Task<int?> Since(DateTimeOffset moment) => Queries.FirstSince(_member, thread.Id, moment, Cancellation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("a")]
    [InlineData("bm90IGEgY3Vyc29y")]
    [InlineData("é")]
    public async Task A_cursor_that_no_list_gave_is_refused(string cursor) => Assert.Equal(
        Refusals.InvalidCursor, (await Assert.ThrowsAsync<RefusedException>(() => Queries.Page(_member, new(Cursor: cursor), Cancellation))).Code);

    public async ValueTask InitializeAsync()
    {
        await database.DataSource.Execute(
            "insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ($1, 'member', true, false, false, false, 0)",
            [Uuid(_member)], Cancellation);
        foreach (var line in (string[])[_line, _other])
        {
            await database.DataSource.Execute("insert into lines (number) values ($1)", [Text(line)], Cancellation);
            await database.DataSource.Execute("insert into line_members (line, user_id) values ($1, $2)", [Text(line), Uuid(_member)], Cancellation);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<ConversationId> Conversation(string text, bool done = false, string? line = null)
    {
        var thread = new StoredThread(database.Ports.Store, line ?? _line);
        await thread.Commit(thread.Inbound(text));
        if (done)
        {
            await thread.Commit(thread.Done());
        }

        return thread.Id;
    }

    private async Task<ConversationId> Missed(string line, bool done = false)
    {
        var thread = new StoredThread(database.Ports.Store, line);
        var change = thread.Placed();
        await thread.Commit(change with { Head = change.Head with { MissedCount = 1 } });
        if (done)
        {
            await thread.Commit(thread.Done());
        }

        return thread.Id;
    }

    private async Task Read(ConversationId id)
    {
        var head = (await database.Ports.Store.Load(id, Cancellation))!;
        await database.Ports.Store.Commit([new(head with { Version = head.Version + 1 }, null, OutboxStep.None, new(_member, 1))], Cancellation);
    }

    private async Task<List<ConversationId>> Ids(InboxQuery query) =>
        [.. (await Queries.Page(_member, query, Cancellation)).Rows.Select(row => row.Head.Id)];
}
