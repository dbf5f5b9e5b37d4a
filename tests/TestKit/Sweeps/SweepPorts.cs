using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.TestKit.Sweeps;

/// <summary>The ports that a store of sweeps implements, beside the conversations they are about.</summary>
/// <param name="AddLine">Makes a number a line of the one owner there is, and gives the owner.</param>
public sealed record SweepPorts(IConversationStore Conversations, ISweepStore Sweeps, ICaseStore Cases, Func<string, Task<Guid>> AddLine)
{
    public static SweepPorts Of(FakeConversationStore store)
    {
        var sweeps = new FakeSweepStore(store);
        return new(store, sweeps, new FakeCaseStore(store), line =>
        {
            sweeps.Lines = sweeps.Lines.Add(line);
            return Task.FromResult(sweeps.Owner);
        });
    }
}
