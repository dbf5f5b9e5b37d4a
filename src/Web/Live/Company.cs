using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Live;

namespace OrleansSms.Web.Live;

/// <summary>Who else is at which conversation, as this screen was told.</summary>
internal sealed class Company(IPresence presence, Member member) : IDisposable
{
    private ImmutableDictionary<ConversationId, ImmutableArray<Attendant>> _people = ImmutableDictionary<ConversationId, ImmutableArray<Attendant>>.Empty;
    private IDisposable? _watching;

    /// <summary>Raised on any thread.</summary>
    public event Action<ConversationId>? Moved;

    public void Start(bool interactive)
    {
        if (interactive)
        {
            _watching ??= presence.Watch(Tongue.Keep<Attendance>(Take));
        }
    }

    /// <summary>Never the member at this screen, whatever else they have open.</summary>
    public ImmutableArray<Attendant> At(ConversationId id) => _people.GetValueOrDefault(id, []);

    public void Dispose() => _watching?.Dispose();

    // Calls come one at a time.
    private void Take(Attendance told)
    {
        ImmutableArray<Attendant> others = [.. told.People.Where(one => one.UserId != member.Id).OrderByDescending(one => one.Doing).ThenBy(one => one.UserId)];
        if (others.SequenceEqual(At(told.Conversation)))
        {
            return;
        }

        _people = others.IsEmpty ? _people.Remove(told.Conversation) : _people.SetItem(told.Conversation, others);
        Moved?.Invoke(told.Conversation);
    }
}
