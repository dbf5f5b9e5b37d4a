namespace OrleansSms.Grains.Tests.Cluster;

/// <summary>Two silos that look up within a second what is in doubt.</summary>
public sealed class LookingSilos() : TestSilos(silos: 2, TimeProvider.System, outbox => outbox, new()
{
    SegmentsPerSecond = 10_000,
    Burst = 10_000,
    LookUpAfter = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(600)],
});
