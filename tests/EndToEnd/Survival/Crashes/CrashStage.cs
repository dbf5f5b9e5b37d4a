using OrleansSms.EndToEnd.Stage;
using OrleansSms.EndToEnd.Survival.Outside;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival.Crashes;

/// <summary>A database and a carrier that go on while silos die one after the other at the same address.</summary>
internal sealed class CrashStage : IAsyncDisposable
{
    /// <summary>128 and SIGKILL.</summary>
    public const int Killed = 137;

    private readonly TestDatabase _database;
    private readonly CancellationToken _cancellation;

    private CrashStage(TestDatabase database, SimulatorProcess carrier, CancellationToken cancellation)
    {
        (_database, Carrier, _cancellation) = (database, carrier, cancellation);
        First = new(database.ConnectionString) { Carrier = carrier.Address, More = new Dictionary<string, string> { ["Calls__LookUpAfter"] = "00:00:02" } };
        Second = First with { Port = FreePorts.Next(), ClusterPort = FreePorts.Next(), PublicAddress = First.Address };
        World = new([First, Second], anywhere: false, cancellation);
        Trial = new(database.ConnectionString, database.DataSource, carrier, World, cancellation);
    }

    public SimulatorProcess Carrier { get; }

    public OutsideWorld World { get; }

    public Trial Trial { get; }

    /// <summary>Where the carrier calls.</summary>
    public SiloSettings First { get; }

    /// <summary>Beside it, where a test has two.</summary>
    public SiloSettings Second { get; }

    /// <summary>People who write over and over.</summary>
    public IReadOnlyList<string> Regulars { get; } = [.. Enumerable.Range(0, 5).Select(_ => People.Next())];

    public static async Task<CrashStage> Set(PostgresServer server, CancellationToken cancellation)
    {
        var stage = new CrashStage(await server.CreateDatabase(), await Installation.QuickCarrier(0, cancellation), cancellation);
        await stage.Carrier.Answer(Webhook.Voice(stage.First, "webhook"), Webhook.Voice(stage.First, "status"), cancellation);
        return stage;
    }

    public static SiloProcess Launch(SiloSettings settings, string? killAt = null) => SiloProcess.Launch(killAt is null
        ? settings
        : settings with { More = new Dictionary<string, string>(settings.More) { ["FaultPoints__Kill"] = killAt } });

    /// <summary>Runs a silo under load until it dies at this point.</summary>
    public async Task DieAt(CrashPoint point)
    {
        await using var silo = Launch(First, point.ToString());
        if (point.Fault is not null)
        {
            await Carrier.Fault(point.Fault, _cancellation);
        }

        if (point.IsOfTheEnd)
        {
            await silo.Ready(_cancellation);
            await Load(silo, point.Name, rounds: 3);
            await silo.Stop();
        }
        else
        {
            await Load(silo, point.Name, rounds: int.MaxValue, point.IsOfCalls);
        }

        await Died(silo, point);
    }

    /// <summary>All doors are used until the process is gone, for as long as a test is patient.</summary>
    public async Task Load(SiloProcess silo, string occasion, int rounds, bool withCalls = false)
    {
        if (!await ComesUp(silo))
        {
            return;
        }

        var reports = new Queue<ReadReport>(await Trial.Delivered());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        patience.CancelAfter(Eventually.Patience);
        for (var round = 0; round < rounds && !silo.HasExited && !patience.IsCancellationRequested; round++)
        {
            World.Round(occasion, Regulars, reports.TryDequeue(out var report) ? report : null);
            if (withCalls)
            {
                World.Call(Regulars[round % Regulars.Count]);
                await Carrier.Ring(People.Next(), OurLines.First, new { hangupAfter = 10 }, _cancellation);
                (await Trial.Recorded()).ForEach(World.Write);
            }

            await silo.EndedWithin(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>It died there and nowhere else, and what it left behind agrees.</summary>
    public async Task Died(SiloProcess silo, CrashPoint point)
    {
        Assert.True(silo.HasExited, $"{point} was never reached.");
        var code = await silo.Ended(_cancellation);
        Assert.True(code == Killed && silo.Log.Lines.Contains($"Killed at {point.Name}"), $"{point}: ended with {code}\n{silo.Log}");
        await Trial.Agrees($"right after {point}");
    }

    public async ValueTask DisposeAsync()
    {
        World.Dispose();
        await Carrier.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<bool> ComesUp(SiloProcess silo)
    {
        try
        {
            await silo.Ready(_cancellation);
            return true;
        }
        catch (InvalidOperationException) when (silo.HasExited)
        {
            // What the one before left to do brought it to its point at once.
            return false;
        }
    }
}
