using OrleansSms.TwilioSimulator.Clock;

namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>What a sender's queue says to a new message.</summary>
internal abstract record QueueAnswer
{
    internal sealed record Slot(DateTimeOffset At) : QueueAnswer;

    internal sealed record Full : QueueAnswer;

    internal sealed record Expires : QueueAnswer;
}

/// <summary>Every sender works off its segments at its rate; the instant at which it is free again is all the state there is.</summary>
internal sealed class SenderQueues
{
    private readonly Dictionary<string, DateTimeOffset> _freeAt = [];
    private readonly Dictionary<(string Sender, DateOnly Day), int> _sentToday = [];

    public IReadOnlyDictionary<string, DateTimeOffset> FreeAt => _freeAt;

    public bool IsFull(SimulatedClock clock, string sender, int capacitySeconds) =>
        Wait(clock.GetUtcNow(), sender) > clock.Scale(TimeSpan.FromSeconds(capacitySeconds));

    public QueueAnswer Join(SimulatedClock clock, string sender, int segments, double rate, int capacitySeconds, TimeSpan validity)
    {
        if (IsFull(clock, sender, capacitySeconds))
        {
            return new QueueAnswer.Full();
        }

        var now = clock.GetUtcNow();
        var wait = Wait(now, sender);
        if (wait > clock.Scale(validity))
        {
            return new QueueAnswer.Expires();
        }

        var slot = now + wait;
        _freeAt[sender] = slot + clock.Scale(TimeSpan.FromSeconds(segments / rate));
        return new QueueAnswer.Slot(slot);
    }

    /// <summary>Counts segments towards a sender's day; false when the cap is reached.</summary>
    public bool TryCount(string sender, DateTimeOffset now, int segments, int? cap)
    {
        if (cap is null)
        {
            return true;
        }

        var day = (sender, DateOnly.FromDateTime(now.UtcDateTime));
        var sent = _sentToday.GetValueOrDefault(day) + segments;
        if (sent > cap)
        {
            return false;
        }

        _sentToday[day] = sent;
        return true;
    }

    private TimeSpan Wait(DateTimeOffset now, string sender) =>
        _freeAt.TryGetValue(sender, out var free) && free > now ? free - now : TimeSpan.Zero;
}
