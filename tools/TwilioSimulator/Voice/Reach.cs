using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Outcomes;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>Dials a phone and waits for what becomes of it.</summary>
internal static class Reach
{
    private const int Declined = 603;

    /// <summary>True when somebody, or something, answered.</summary>
    public static async Task<bool> Answered(Leg leg, TimeSpan timeout)
    {
        var (circuit, phone) = (leg.Circuit, leg.Phone);
        circuit.Move(leg, CallStatus.Initiated);
        await leg.Pass(TimeSpan.FromSeconds(circuit.World.Settings.ConnectSeconds));
        if (phone.Answer == PhoneAnswer.Unreachable)
        {
            circuit.Move(leg, CallStatus.Failed);
            return false;
        }

        if (!phone.SkipsRinging)
        {
            circuit.Move(leg, CallStatus.Ringing);
        }

        var script = phone.Answer is PhoneAnswer.Never or PhoneAnswer.ByHand || phone.RingsFor >= timeout.TotalSeconds
            ? PhoneAnswer.Never
            : phone.Answer;
        var rings = script == PhoneAnswer.Never ? timeout : TimeSpan.FromSeconds(phone.SkipsRinging ? 0 : phone.RingsFor);
        await leg.Until(() => leg.ByHand is not null, rings);
        var (status, sipCode) = (leg.ByHand ?? script) switch
        {
            PhoneAnswer.Picks => (CallStatus.InProgress, default(int?)),
            PhoneAnswer.Busy => (CallStatus.Busy, null),
            PhoneAnswer.Declines => (CallStatus.Busy, Declined),
            _ => (CallStatus.NoAnswer, null),
        };
        return circuit.Move(leg, status, sipCode) && status == CallStatus.InProgress;
    }
}
