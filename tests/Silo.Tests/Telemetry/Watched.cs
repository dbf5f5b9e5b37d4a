namespace OrleansSms.Silo.Tests.Telemetry;

/// <summary>The two silos are started once for all that look at them.</summary>
[CollectionDefinition(nameof(Watched))]
public sealed class Watched : ICollectionFixture<WatchedHouse>;
