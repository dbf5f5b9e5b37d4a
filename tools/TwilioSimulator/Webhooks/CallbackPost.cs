using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Messages;

namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>Something that a callback address is told.</summary>
internal sealed record Callback(string Kind, string Sid, string Url, string Method, string? To, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Where the status stands, for the fault that sends an unknown one.</summary>
    public IReadOnlyList<string> StatusFields { get; init; } = [];
    public int Times { get; init; } = 1;
    public TimeSpan Wait { get; init; }
}

/// <summary>Sends callbacks, with the faults that lose, repeat, delay or twist them. Used under the world's gate.</summary>
internal sealed class CallbackPost(SimulatedClock clock, WebhookSender sender)
{
    public void Send(World world, Account account, Callback callback, Errands errands)
    {
        var faults = world.Faults.TakeAll(FaultSides.IsStatusCallback, callback.Url, callback.Method, callback.To);
        var webhooks = Draft(world, account, callback, faults);
        if (faults.Any(fault => fault.Effect == FaultEffect.CallbackLost))
        {
            webhooks.ForEach(webhook => sender.Lose(webhook));
            return;
        }

        var delay = faults.Where(fault => fault.Effect == FaultEffect.CallbackDelay).Sum(fault => fault.Seconds ?? 1);
        var wait = callback.Wait + TimeSpan.FromSeconds(delay);
        foreach (var webhook in webhooks)
        {
            if (wait > TimeSpan.Zero)
            {
                clock.Plan(wait, () => sender.Deliver(webhook));
            }
            else
            {
                errands.Add(() => sender.Deliver(webhook));
            }
        }
    }

    private static List<Webhook> Draft(World world, Account account, Callback callback, IReadOnlyList<FaultRequest> faults)
    {
        var fields = callback.Fields.ToDictionary();
        if (faults.FirstOrDefault(fault => fault.Effect == FaultEffect.UnknownStatus) is { } unknown)
        {
            foreach (var name in callback.StatusFields)
            {
                fields[name] = unknown.Status ?? Status.InReview;
            }
        }

        var webhooks = new List<Webhook>();
        var again = faults.FirstOrDefault(fault => fault.Effect == FaultEffect.CallbackDuplicate);
        for (var i = 0; i < Math.Max(callback.Times, again?.N ?? 1); i++)
        {
            var webhook = WebhookDrafts.Make(world, account, callback.Kind, callback.Sid, callback.Url, callback.Method, fields);
            webhooks.Add(again?.SameToken == true && i > 0 ? webhook with { IdempotencyToken = webhooks[0].IdempotencyToken } : webhook);
        }

        return webhooks;
    }
}
