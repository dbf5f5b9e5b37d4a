using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Live;

/// <summary>Takes committed changes from this silo's conversations and offers them to every host. Never blocks a turn.</summary>
internal sealed class Announcer
{
    private ImmutableArray<FeedOutlet> _outlets = [];

    public void Announce(ConversationChange change)
    {
        foreach (var outlet in _outlets)
        {
            outlet.Offer(change);
        }
    }

    public void Add(FeedOutlet outlet) =>
        ImmutableInterlocked.Update(ref _outlets, static (outlets, added) => outlets.Add(added), outlet);

    public void Remove(FeedOutlet outlet) =>
        ImmutableInterlocked.Update(ref _outlets, static (outlets, gone) => outlets.Remove(gone), outlet);
}
