using Microsoft.Extensions.Options;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Control;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Carrier;

/// <summary>Holds the present world and replaces it on reset.</summary>
internal sealed class Simulation
{
    private readonly SimulatorOptions _options;
    private readonly SimulatedClock _clock;
    private readonly Logbook<ApiLogEntry> _apiLog;
    private readonly Logbook<WebhookLogEntry> _webhookLog;
    private World _world;

    public Simulation(
        IOptions<SimulatorOptions> options, SimulatedClock clock, Logbook<ApiLogEntry> apiLog, Logbook<WebhookLogEntry> webhookLog)
    {
        _options = options.Value;
        _clock = clock;
        _apiLog = apiLog;
        _webhookLog = webhookLog;
        _world = Create(Seed());
    }

    public World World => Volatile.Read(ref _world);

    public void Reset(long? seed)
    {
        _clock.Rewind();
        _apiLog.Clear();
        _webhookLog.Clear();
        var former = Interlocked.Exchange(ref _world, Create(seed ?? Seed()));
        former.Replaced.TrySetResult();
    }

    private long Seed() => _options.Seed ?? Random.Shared.NextInt64();

    private World Create(long seed)
    {
        var world = new World(seed, _options.KeepMessages, _options.KeepCalls, _options.Carrier);
        DefaultWorld.Furnish(world, _options, _clock.GetUtcNow());
        return world;
    }
}
