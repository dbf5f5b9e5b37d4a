using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Web.Components.Conversations;

/// <summary>What waits for its time in one conversation, wherever in the thread it was written, and what of it went out meanwhile.</summary>
public sealed class WaitingTexts
{
    private ImmutableDictionary<Guid, Message> _known = ImmutableDictionary<Guid, Message>.Empty;

    /// <summary>As it was read anew: what is not in it waits no more.</summary>
    public void Show(IEnumerable<Message> waiting)
    {
        var read = waiting.ToImmutableDictionary(message => message.Id);
        _known = read.AddRange(_known.Where(one => one.Value.Status != DeliveryStatus.Scheduled && !read.ContainsKey(one.Key)));
    }

    public void Take(IEntry entry)
    {
        if (entry is Message { SendAt: not null } message)
        {
            _known = _known.SetItem(message.Id, message);
        }
    }

    /// <summary>Still to go, the next first.</summary>
    public IEnumerable<Message> Next(ThreadWindow window) => _known.Values
        .Concat(window.Entries.OfType<Message>().Where(message => message.SendAt is not null && !_known.ContainsKey(message.Id)))
        .Where(message => message.Status == DeliveryStatus.Scheduled)
        .OrderBy(message => message.SendAt).ThenBy(message => message.Number);

    /// <summary>What went out since this was opened, and was written before all that is on the page.</summary>
    public IEnumerable<Message> Gone(ThreadWindow window) =>
        _known.Values.Where(message => message.Status != DeliveryStatus.Scheduled && message.Number < window.Oldest);
}
