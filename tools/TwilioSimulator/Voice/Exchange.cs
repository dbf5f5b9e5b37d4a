using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Recordings;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>The telephone exchange: what all calls share.</summary>
internal sealed class Exchange(
    SimulatedClock clock, CallMoves moves, Recorder recorder, Documents documents, CallbackPost post, ILogger<Exchange> logger)
{
    public SimulatedClock Clock { get; } = clock;
    public Recorder Recorder { get; } = recorder;
    public Documents Documents { get; } = documents;
    public CallbackPost Post { get; } = post;

    public Circuit Open(World world, Account account) => new(world, account, Clock, moves, new Bustle(logger));
}
