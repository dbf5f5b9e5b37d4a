using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Traffic;

/// <summary>What one connection asks. Never called by two at once.</summary>
internal interface ITraffic
{
    /// <summary>Writes the next request; false: there is nothing left to ask.</summary>
    bool Write(RequestBuffer request);

    /// <summary>Whether the answer is the one that was hoped for. What it acknowledges is remembered.</summary>
    bool Take(int status, ReadOnlySpan<byte> body);

    /// <summary>Hands over what was acknowledged.</summary>
    void HandOver(Receipts receipts);
}
