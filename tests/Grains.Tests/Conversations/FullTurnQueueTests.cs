using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using OrleansSms.Grains.Conversations;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class FullTurnQueueTests
{
    [Fact]
    public async Task A_conversation_that_is_asked_too_much_at_once_refuses_the_rest_and_does_what_it_took()
    {
        var turns = new TurnQueue(Some.Id, new FakeConversationStore(), _ => { }, NullLogger.Instance);
        var (taken, decided, isRefused) = (new List<Task>(), 0, false);

        // While one is decided the others wait.
        var first = turns.Take(new(_ =>
        {
            try
            {
                while (true)
                {
                    taken.Add(turns.Take(new(_ =>
                    {
                        decided++;
                        return null;
                    })));
                }
            }
            catch (LimitExceededException)
            {
                isRefused = true;
            }

            return null;
        }));

        await first;
        await Task.WhenAll(taken);
        Assert.True(isRefused);
        Assert.NotEmpty(taken);
        Assert.Equal(taken.Count, decided);
    }
}
