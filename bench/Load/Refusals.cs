using System.Text;

namespace OrleansSms.Bench.Load;

/// <summary>Answers that were not the hoped for ones, from all connections.</summary>
internal sealed class Refusals
{
    private int _count;
    private string? _first;

    public int Count => _count;

    public string? First => _first;

    public void Add(int status, ReadOnlySpan<byte> body)
    {
        Interlocked.Increment(ref _count);
        Interlocked.CompareExchange(ref _first, $"{status} {Encoding.UTF8.GetString(body)}", null);
    }
}
