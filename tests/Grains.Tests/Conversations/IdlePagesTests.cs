using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class IdlePagesTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeConversationStore _store = new();

    [Fact]
    public async Task Of_many_conversations_those_that_were_not_used_for_a_while_keep_their_head_alone()
    {
        var pages = new IdlePages(_clock, mostKept: 1);
        var (idle, used) = (await Written(), await Written());
        pages.Used(idle);
        pages.Used(used);
        _clock.Advance(TimeSpan.FromSeconds(61));
        pages.Used(used);

        pages.LetGo();

        Assert.Empty((await idle.Current()).Newest);
        Assert.Equal(1, (await idle.Current()).Head!.LastNumber);
        Assert.Single((await used.Current()).Newest);
    }

    [Fact]
    public async Task While_there_are_few_all_keep_their_pages()
    {
        var pages = new IdlePages(_clock, mostKept: 1);
        var idle = await Written();
        pages.Used(idle);
        _clock.Advance(TimeSpan.FromHours(1));

        pages.LetGo();

        Assert.Single((await idle.Current()).Newest);
    }

    private async Task<TurnQueue> Written()
    {
        var turns = new TurnQueue(new ConversationId(Guid.NewGuid()), _store, _ => { }, NullLogger.Instance);
        var sms = Some.Text(1) with { MessageSid = StoredThread.NewSid() };
        await turns.Take(new(conversation => conversation.Receive(sms, Some.Now)) { MayOpen = true });
        return turns;
    }
}
