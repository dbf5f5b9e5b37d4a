namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>Two robots answering each other are stopped: more than 15 replies between two numbers within 30 seconds each.</summary>
internal sealed class ReplyLoopGuard
{
    private const int Limit = 15;
    private const int Remembered = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Dictionary<(string, string), (DateTimeOffset Last, int Count)> _runs = [];

    public bool Stops(string one, string other, DateTimeOffset now)
    {
        var pair = string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
        if (_runs.Count >= Remembered)
        {
            _runs.Clear();
        }

        var (last, count) = _runs.GetValueOrDefault(pair);
        count = now - last <= Window ? count + 1 : 1;
        _runs[pair] = (now, count);
        return count > Limit;
    }
}
