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

    /// <summary>Kind, id and, of a report, the status word.</summary>
    public IEnumerable<(string Kind, Guid Id, string Word)> All() =>
        Inbound.Select(sid => ("inbound", sid, "")).Concat(Sent.Select(id => ("sent", id, ""))).Concat(Reports.Select(report => ("report", report.Message, report.Word)));

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
