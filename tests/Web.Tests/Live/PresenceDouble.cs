using OrleansSms.Conversations;
using OrleansSms.Live;

namespace OrleansSms.Web.Tests.Live;

/// <summary>Tells who is there when a test says so, and keeps what the screen said.</summary>
internal sealed class PresenceDouble : IPresence
{
    private Action<Attendance>? _told;

    /// <summary>Null in the end: the seat was left.</summary>
    public List<Doing?> Shown { get; } = [];

    public void Say(params (Guid Who, Doing Doing)[] people) => _told?.Invoke(new(Some.Conversation, [.. people.Select(one => new Attendant(one.Who, one.Doing))]));

    public Task<ISeat?> Sit(ConversationId id, CancellationToken cancellation) => Task.FromResult<ISeat?>(new Seat(this));

    public IDisposable Watch(Action<Attendance> told)
    {
        _told += told;
        return new Subscription(() => _told -= told);
    }

    private sealed class Seat(PresenceDouble presence) : ISeat
    {
        public void Show(Doing doing) => presence.Shown.Add(doing);

        public void Dispose() => presence.Shown.Add(null);
    }
}
