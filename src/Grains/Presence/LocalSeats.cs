using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansSms.Lines;
using OrleansSms.Live;

namespace OrleansSms.Grains.Presence;

/// <summary>The seats of the screens at this host: told to every silo when they change, and looked after as long as they are taken.</summary>
internal sealed class LocalSeats(ILineDirectory lines, TimeProvider time)
{
    /// <summary>A screen that is busy says so more often than that.</summary>
    public static readonly TimeSpan Writing = TimeSpan.FromSeconds(12);

    private const int Most = 5_000;
    private const int MostOfOne = 30;

    private readonly ConcurrentDictionary<Guid, Held> _seats = [];
    private ImmutableArray<PresenceOutlet> _outlets = [];

    public ImmutableArray<PresenceSeat> All => [.. _seats.Values.Select(held => held.Seat).Where(seat => seat.Doing != Doing.Away)];

    public void Add(PresenceOutlet outlet) => ImmutableInterlocked.Update(ref _outlets, static (outlets, added) => outlets.Add(added), outlet);

    public void Remove(PresenceOutlet outlet) => ImmutableInterlocked.Update(ref _outlets, static (outlets, gone) => outlets.Remove(gone), outlet);

    /// <param name="mayWrite">Who may only read does not write either.</param>
    public ISeat? Take(PresenceSeat seat, bool mayWrite)
    {
        if (_seats.Count >= Most || _seats.Values.Count(held => held.Seat.UserId == seat.UserId) >= MostOfOne)
        {
            return null;
        }

        var held = new Held(seat with { Doing = Doing.Away }) { MayWrite = mayWrite };
        _seats[seat.Id] = held;
        Show(held, seat.Doing);
        return new Seat(this, held);
    }

    /// <summary>Ends writing that nobody speaks of any more, and the seats of members who do not see the line any more.</summary>
    public async Task Tidy(CancellationToken cancellation)
    {
        foreach (var held in _seats.Values)
        {
            var access = await lines.AccessTo(held.Seat.Line, held.Seat.UserId, cancellation);
            held.MayWrite = access == LineAccess.Use;
            if (access is null)
            {
                Leave(held);
            }
            else if (held.Seat.Doing > Doing.Here && (!held.MayWrite || time.GetElapsedTime(held.SaidAt) > Writing))
            {
                Show(held, Doing.Here);
            }
        }
    }

    private void Leave(Held held)
    {
        if (_seats.TryRemove(held.Seat.Id, out _))
        {
            Show(held, Doing.Away);
        }
    }

    private void Show(Held held, Doing doing)
    {
        lock (held)
        {
            held.SaidAt = time.GetTimestamp();
            var now = doing > Doing.Here && !held.MayWrite || !Enum.IsDefined(doing) ? Doing.Here : doing;
            if (now == held.Seat.Doing)
            {
                return;
            }

            held.Seat = held.Seat with { Doing = now };
            foreach (var outlet in _outlets)
            {
                outlet.Offer(held.Seat);
            }
        }
    }

    private sealed class Held(PresenceSeat seat)
    {
        public PresenceSeat Seat { get; set; } = seat;

        public bool MayWrite { get; set; }

        public long SaidAt { get; set; }
    }

    private sealed class Seat(LocalSeats seats, Held held) : ISeat
    {
        public void Show(Doing doing)
        {
            if (seats._seats.ContainsKey(held.Seat.Id))
            {
                seats.Show(held, doing);
            }
        }

        public void Dispose() => seats.Leave(held);
    }
}
