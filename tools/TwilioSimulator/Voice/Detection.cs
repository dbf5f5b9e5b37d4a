using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Outcomes;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>That, and how, a machine is to be told from a person.</summary>
internal sealed record DetectionOrder(bool WaitsForEnd, TimeSpan Timeout, Target? Callback)
{
    public const double DefaultTimeout = 30;
}

/// <summary>Answering machine detection: before the document is asked for, or beside it.</summary>
internal static class Detection
{
    public static async Task Run(Leg leg, DetectionOrder order)
    {
        var (who, after) = Verdict(leg, order);
        await leg.Pass(after);
        if (!leg.IsInterrupted)
        {
            Write(leg, who);
        }
    }

    public static void RunBeside(Exchange exchange, Leg leg, DetectionOrder order)
    {
        var (who, after) = Verdict(leg, order);
        var (circuit, call) = (leg.Circuit, leg.Call);
        circuit.After(after, () =>
        {
            if (leg.IsOver)
            {
                return;
            }

            Write(leg, who);
            if (order.Callback is not { } callback)
            {
                return;
            }

            var fields = new Dictionary<string, string>
            {
                ["CallSid"] = call.Sid,
                ["AccountSid"] = call.AccountSid,
                ["AnsweredBy"] = who,
                ["MachineDetectionDuration"] = Wire.Number((long)after.TotalMilliseconds),
            };
            var errands = new Errands();
            lock (circuit.World.Gate)
            {
                exchange.Post.Send(circuit.World, circuit.Account, new Callback("amd", call.Sid, callback.Url, callback.Method, call.To, fields), errands);
            }

            circuit.Tell(errands);
        });
    }

    private static (string Who, TimeSpan After) Verdict(Leg leg, DetectionOrder order)
    {
        var soon = TimeSpan.FromSeconds(leg.Circuit.World.Settings.MachineDetectionSeconds);
        var (who, after) = leg.Phone.Kind switch
        {
            AnsweringKind.Human => ("human", soon),
            AnsweringKind.Fax => ("fax", soon),
            AnsweringKind.Machine when order.WaitsForEnd => ("machine_end_beep", TimeSpan.FromSeconds(leg.Phone.GreetsFor)),
            AnsweringKind.Machine => ("machine_start", soon),
            _ => ("unknown", order.Timeout),
        };
        return after > order.Timeout ? ("unknown", order.Timeout) : (who, after);
    }

    private static void Write(Leg leg, string who)
    {
        lock (leg.Circuit.World.Gate)
        {
            leg.Call.AnsweredBy = who;
            leg.Circuit.World.Version++;
        }
    }
}
