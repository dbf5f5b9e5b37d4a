namespace OrleansSms.Bench.Traffic;

/// <summary>What the silo said is stored.</summary>
internal sealed class Receipts
{
    /// <summary>SIDs of inbound messages, without their two letters.</summary>
    public List<Guid> Inbound { get; } = [];

    /// <summary>Our ids of messages taken for sending.</summary>
    public List<Guid> Sent { get; } = [];

    /// <summary>Status callbacks: our id and the status word.</summary>
    public List<(Guid Message, string Word)> Reports { get; } = [];

    public static Receipts Of(IEnumerable<ITraffic> traffic)
    {
        var receipts = new Receipts();
        foreach (var one in traffic)
        {
            one.HandOver(receipts);
        }

        return receipts;
    }
}
