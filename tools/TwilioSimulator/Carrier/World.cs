using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Numbers;
using OrleansSms.TwilioSimulator.OptOut;
using OrleansSms.TwilioSimulator.Outcomes;
using OrleansSms.TwilioSimulator.Recordings;
using OrleansSms.TwilioSimulator.Services;
using OrleansSms.TwilioSimulator.Voice;

namespace OrleansSms.TwilioSimulator.Carrier;

/// <summary>
/// Everything the carrier knows. Read and written under <see cref="Gate"/>, which is only ever held for memory work;
/// a reset makes a new world, so what is still on its way in the old one disturbs nobody.
/// </summary>
internal sealed class World(long seed, int keepMessages, int keepCalls, CarrierSettings settings)
{
    public Lock Gate { get; } = new();
    public long Seed { get; } = seed;
    public Dice Dice { get; } = new(seed);

    /// <summary>Chance for faults has its own dice, so that a fault with a probability does not change the SIDs.</summary>
    public FaultBoard Faults { get; } = new(new Dice(unchecked(seed * 31 + 7)));
    public CarrierSettings Settings { get; set; } = settings;
    public AccountBook Accounts { get; } = new();
    public NumberBook Numbers { get; } = new();
    public ServiceBook Services { get; } = new();
    public Archive<Message> Messages { get; } = new(keepMessages);
    public Archive<Call> Calls { get; } = new(keepCalls);
    public Archive<Recording> Recordings { get; } = new(keepCalls);

    /// <summary>The legs of calls that are not over, by their SID.</summary>
    public Dictionary<string, Leg> Legs { get; } = [];
    public CallPace CallPace { get; } = new();
    public SenderQueues Queues { get; } = new();
    public OptOutBook OptOuts { get; } = new();
    public Handsets Handsets { get; } = new();
    public ReplyLoopGuard ReplyLoops { get; } = new();

    /// <summary>Moves with every change a page could show.</summary>
    public long Version { get; set; }

    /// <summary>Completes when a reset has put another world in the place of this one.</summary>
    public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
