using System.Collections.Immutable;
using CsCheck;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class ThreadPagesTests
{
    private static readonly ImmutableArray<ConversationChange> Thread = Long(160);

    [Fact]
    public void A_page_from_memory_is_the_page_of_the_whole_thread_or_left_to_the_store() =>
        Gen.Select(Gen.Int[1, 160], Gen.Int[1, 60], Gen.OneOf(Gen.Const((int?)null), Gen.Int[-3, 170].Select(n => (int?)n)), Gen.Int[1, 200])
            .Sample((length, kept, before, limit) =>
            {
                var thread = Thread[..length];
                var newest = thread[^Math.Min(kept, length)..].Select(change => change.Entry!).ToImmutableArray();

                var page = ThreadPages.FromMemory(thread[^1].Head, newest, before, limit);

                var wanted = thread.Select(change => change.Message!.Number).Where(number => before is null || number < before).TakeLast(limit).ToList();
                if (page is null)
                {
                    Assert.True(wanted.Count == 0 || wanted[0] < newest[0].Number);
                    return;
                }

                Assert.Equal(wanted, page.Messages.Select(message => message.Number));
                Assert.Equal(wanted is [> 1 and var oldest, ..] ? oldest : null, page.NextBefore);
                Assert.Equal(thread[^1].Head, page.Head);
            });

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(0)]
    [InlineData(1)]
    public void Before_the_beginning_there_is_nothing(int before) =>
        Assert.Empty(ThreadPages.FromMemory(Thread[4].Head, [.. Thread[..5].Select(change => change.Message!)], before, 50)!.Messages);

    [Fact]
    public void A_conversation_without_entries_in_memory_is_left_to_the_store() =>
        Assert.Null(ThreadPages.FromMemory(Thread[0].Head, [], before: null, limit: 50));

    private static ImmutableArray<ConversationChange> Long(int length)
    {
        var conversation = new Conversation(Some.Id);
        return [.. Enumerable.Range(1, length).Select(sid =>
        {
            var change = conversation.Receive(Some.Text(sid), Some.Now)!;
            conversation = conversation.Apply(change);
            return change;
        })];
    }
}
