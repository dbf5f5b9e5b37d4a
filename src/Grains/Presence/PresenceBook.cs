using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Live;

namespace OrleansSms.Grains.Presence;

/// <summary>
/// Every silo's seats as this host knows them. A silo says its seats again every few seconds: of one that is not heard of
/// for as long as a lease nobody is there any more.
/// </summary>
internal sealed class PresenceBook(TimeProvider time)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Publisher> _publishers = [];
    private readonly Dictionary<ConversationId, Dictionary<Guid, PresenceSeat>> _places = [];
    private ImmutableArray<Action<Place>> _followers = [];

    /// <summary>Calls back within the turn of whoever brings news, so it must only hand over.</summary>
    public IDisposable Follow(Action<Place> moved)
    {
        ImmutableInterlocked.Update(ref _followers, static (followers, added) => followers.Add(added), moved);
        return new Subscription(() => ImmutableInterlocked.Update(ref _followers, static (followers, gone) => followers.Remove(gone), moved));
    }

    public ImmutableArray<Attendant> At(ConversationId id)
    {
        lock (_gate)
        {
            return _places.TryGetValue(id, out var seats)
                ? [.. seats.Values.GroupBy(seat => seat.UserId).Select(one => new Attendant(one.Key, one.Max(seat => seat.Doing)))]
                : [];
        }
    }

    /// <summary>Wherever somebody is.</summary>
    public ImmutableArray<Place> Places()
    {
        lock (_gate)
        {
            return [.. _places.Select(place => new Place(place.Key, place.Value.Values.First().Line))];
        }
    }

    public void Receive(PresenceNews news)
    {
        lock (_gate)
        {
            if (!_publishers.TryGetValue(news.Publisher, out var publisher))
            {
                _publishers[news.Publisher] = publisher = new();
            }

            publisher.HeardAt = time.GetTimestamp();
            var moved = new HashSet<Place>();
            if (news.Whole)
            {
                var kept = news.Seats.Select(seat => seat.Id).ToHashSet();
                Take(publisher, publisher.Seats.Values.Where(seat => !kept.Contains(seat.Id)).Select(seat => seat with { Doing = Doing.Away }).ToList(), moved);
            }

            Take(publisher, news.Seats, moved);
            Tell(moved);
        }
    }

    /// <summary>Empties the seats of silos that are not heard of any more.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            var moved = new HashSet<Place>();
            foreach (var (id, publisher) in _publishers.Where(one => time.GetElapsedTime(one.Value.HeardAt) > Lease).ToList())
            {
                Take(publisher, publisher.Seats.Values.Select(seat => seat with { Doing = Doing.Away }).ToList(), moved);
                _publishers.Remove(id);
            }

            Tell(moved);
        }
    }

    private void Take(Publisher publisher, IEnumerable<PresenceSeat> seats, HashSet<Place> moved)
    {
        foreach (var seat in seats)
        {
            if (publisher.Seats.GetValueOrDefault(seat.Id) is var before && (before == seat || (before is null && seat.Doing == Doing.Away)))
            {
                continue;
            }

            moved.Add(new(seat.Conversation, seat.Line));
            if (seat.Doing == Doing.Away)
            {
                publisher.Seats.Remove(seat.Id);
                Leave(seat);
                continue;
            }

            publisher.Seats[seat.Id] = seat;
            if (!_places.TryGetValue(seat.Conversation, out var place))
            {
                _places[seat.Conversation] = place = [];
            }

            place[seat.Id] = seat;
        }
    }

    private void Leave(PresenceSeat seat)
    {
        if (_places.TryGetValue(seat.Conversation, out var place) && place.Remove(seat.Id) && place.Count == 0)
        {
            _places.Remove(seat.Conversation);
        }
    }

    private void Tell(HashSet<Place> moved)
    {
        foreach (var place in moved)
        {
            foreach (var follower in _followers)
            {
                follower(place);
            }
        }
    }

    private sealed class Publisher
    {
        public Dictionary<Guid, PresenceSeat> Seats { get; } = [];

        public long HeardAt { get; set; }
    }
}

/// <summary>A conversation, and the line that says who may know of it.</summary>
internal readonly record struct Place(ConversationId Conversation, string Line);
