using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Faults;

namespace OrleansSms.TwilioSimulator.Outcomes;

/// <summary>The outcome numbers that disturb the create request itself, told as faults.</summary>
internal static class OutcomeFaults
{
    public static Fault? For(World world, string to, string body)
    {
        var number = OutcomeNumbers.SpecialOf(to);
        return number switch
        {
            7 when world.Handsets.IsFirst(to, body) => Of(FaultEffect.TimeoutAfterExecute),
            8 when world.Handsets.IsFirst(to, body) => Of(FaultEffect.Status, 500, execute: true),
            9 when world.Handsets.CountRequest(to) <= 2 => Of(FaultEffect.Status, 503, execute: false),
            10 when world.Handsets.CountRequest(to) <= 2 => Of(FaultEffect.Status, 429, execute: false),
            15 => Of(FaultEffect.MalformedJson),
            _ => null,
        };
    }

    private static Fault Of(FaultEffect effect, int? code = null, bool execute = true) =>
        new($"outcome-number", new FaultRequest { Effect = effect, Code = code, Execute = execute });
}
