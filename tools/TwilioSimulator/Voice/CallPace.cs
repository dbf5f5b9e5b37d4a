namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>When the next call of an account is dialled: so many a second, the rest waits. Used under the world's gate.</summary>
internal sealed class CallPace
{
    private readonly Dictionary<string, DateTimeOffset> _freeAt = [];

    public DateTimeOffset Next(string account, DateTimeOffset now, TimeSpan interval)
    {
        var slot = _freeAt.TryGetValue(account, out var free) && free > now ? free : now;
        _freeAt[account] = slot + interval;
        return slot;
    }
}
