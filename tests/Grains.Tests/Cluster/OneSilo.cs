namespace OrleansSms.Grains.Tests.Cluster;

/// <summary>One silo whose lines are slow enough to see their pace; every test has a line of its own.</summary>
public sealed class OneSilo : TestSilos
{
    public OneSilo()
        : this(new GatedOutbox())
    {
    }

    private OneSilo(GatedOutbox outbox)
        : base(silos: 1, TimeProvider.System, outbox.On, new() { SegmentsPerSecond = 4, Burst = 2 }) => Outbox = outbox;

    internal GatedOutbox Outbox { get; }
}
