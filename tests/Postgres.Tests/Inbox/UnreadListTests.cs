using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Inbox;

/// <summary>The lists of the unread against what they follow from, whatever happens in whatever order and however much of it is one commit.</summary>
public sealed class UnreadListTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private readonly string _line = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Are_always_those_who_have_not_seen_everything(int seed)
    {
        var random = new Random(seed);
        var members = await Members(3);
        var conversation = new Conversation(new ConversationId(Guid.NewGuid()));
        for (var round = 0; round < 120; round++)
        {
            var changes = ImmutableArray.CreateBuilder<ConversationChange>();
            for (var wanted = random.Next(1, 5); changes.Count < wanted;)
            {
                if (Something(conversation, random, members) is { } change)
                {
                    changes.Add(change);
                    conversation = conversation.Apply(change);
                }
                else
                {
                    wanted--;
                }
            }

            if (changes.Count == 0)
            {
                continue;
            }

            Assert.True(await database.Ports.Store.Commit(changes.ToImmutable(), Cancellation));
            var page = new ThreadPage(conversation.Head!, [], null, await database.Ports.Store.Readers(conversation.Head!.Id, Cancellation));
            var wantedNow = members.Where(member => conversation.Head!.InboundCount > page.ReadCount(member)).ToHashSet();
            Assert.True(wantedNow.SetEquals(await OnTheirLists(conversation.Head!.Id)), string.Join("\n", changes.Select(one => $"{one.Head.Version} {one.Unread} {one.Read} {one.Head.InboundCount}")));
            Assert.Equal(conversation.Head, await database.Ports.Store.Load(conversation.Head!.Id, Cancellation));
        }
    }

    [Fact]
    public async Task A_new_member_finds_what_is_open_unread_and_one_who_leaves_keeps_nothing()
    {
        var (first, second) = ((await Members(1))[0], Guid.NewGuid());
        var (open, done) = (Some(), Some());
        await database.Ports.Store.Commit([open.Receive(Text(1), StoredThread.Now)!], Cancellation);
        var taken = done.Receive(Text(2), StoredThread.Now)!;
        await database.Ports.Store.Commit([taken, done.Apply(taken).SetState(ConversationState.Done, new(Guid.NewGuid(), first, StoredThread.Now))!], Cancellation);

        await Add(second);
        Assert.Equal(new HashSet<Guid> { first, second }, await OnTheirLists(Id(open)));
        Assert.Empty(await OnTheirLists(Id(done)));

        await database.DataSource.Execute("delete from line_members where user_id = $1", [Uuid(second)], Cancellation);
        Assert.Equal([first], await OnTheirLists(Id(open)));

        ConversationId Id(Conversation of) => ReferenceEquals(of, open) ? _ids[0] : _ids[1];
    }

    private readonly List<ConversationId> _ids = [];

    private Conversation Some()
    {
        _ids.Add(new(Guid.CreateVersion7()));
        return new(_ids[^1]);
    }

    private InboundSms Text(int number) => new($"SM{Guid.NewGuid():N}", _line, $"+4477009002{number:00}", "hello", 1, [], OptOutType: null);

    private ConversationChange? Something(Conversation conversation, Random random, ImmutableArray<Guid> members)
    {
        var member = members[random.Next(members.Length)];
        var did = new Deed(Guid.NewGuid(), member, StoredThread.Now);
        return random.Next(9) switch
        {
            0 or 1 or 2 => conversation.Receive(Text(1), StoredThread.Now),
            3 or 4 => conversation.MarkRead(member, conversation.Head?.InboundCount ?? 0),
            5 => conversation.Head is null ? null : conversation.MarkRead(member, random.Next(conversation.Head.InboundCount + 1)),
            6 => conversation.MarkUnread(member),
            7 => conversation.SetState(ConversationState.Done, did),
            _ => conversation.SetState(ConversationState.Open, did),
        };
    }

    private async Task<HashSet<Guid>> OnTheirLists(ConversationId id) => [.. await database.DataSource.Read(
        "select user_id from unread_conversations where conversation_id = $1", [Uuid(id.Value)], row => row.GetGuid(0), Cancellation)];

    private async Task<ImmutableArray<Guid>> Members(int count)
    {
        await database.DataSource.Execute("insert into lines (number) values ($1)", [Parameters.Text(_line)], Cancellation);
        var members = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToImmutableArray();
        foreach (var member in members)
        {
            await Add(member);
        }

        return members;
    }

    private async Task Add(Guid member)
    {
        await database.DataSource.Execute(
            "insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ($1, 'member', true, false, false, false, 0)",
            [Uuid(member)], Cancellation);
        await database.DataSource.Execute("insert into line_members (line, user_id) values ($1, $2)", [Parameters.Text(_line), Uuid(member)], Cancellation);
    }
}
