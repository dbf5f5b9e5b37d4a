using System.Globalization;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>Tells the status callback address of a message what became of it. Used under the world's gate.</summary>
internal sealed class StatusCallbacks(SimulatedClock clock, WebhookSender sender)
{
    private static readonly TimeSpan AfterFinal = TimeSpan.FromSeconds(2);

    public void Announce(World world, Message message, Errands errands)
    {
        var url = message.StatusCallback ?? world.Services.Find(message.ServiceSid)?.StatusCallback;
        if (string.IsNullOrEmpty(url) || message.IsNetworkText || message.Outcome.NoCallbacks
            || world.Accounts.Find(message.AccountSid) is not { } account)
        {
            return;
        }

        var method = message.StatusCallbackMethod;
        var fields = FieldsOf(message);
        var faults = world.Faults.TakeAll(FaultSides.IsStatusCallback, url, method, message.To);
        if (faults.FirstOrDefault(fault => fault.Effect == FaultEffect.UnknownStatus) is { } unknown)
        {
            fields["MessageStatus"] = fields["SmsStatus"] = unknown.Status ?? Status.InReview;
        }

        var webhooks = new List<Webhook>();
        var times = message.Outcome.CallbackTimes;
        var again = faults.FirstOrDefault(fault => fault.Effect == FaultEffect.CallbackDuplicate);
        for (var i = 0; i < Math.Max(times, again?.N ?? 1); i++)
        {
            var webhook = WebhookDrafts.Make(world, account, "status-callback", message.Sid, url, method, fields);
            webhooks.Add(again?.SameToken == true && i > 0 ? webhook with { IdempotencyToken = webhooks[0].IdempotencyToken } : webhook);
        }

        if (faults.Any(fault => fault.Effect == FaultEffect.CallbackLost))
        {
            webhooks.ForEach(webhook => sender.Lose(webhook));
            return;
        }

        var wait = WaitOf(world, message, faults);
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

    private static TimeSpan WaitOf(World world, Message message, IReadOnlyList<FaultRequest> faults)
    {
        var delay = faults.Where(fault => fault.Effect == FaultEffect.CallbackDelay).Sum(fault => fault.Seconds ?? 1);
        var wait = TimeSpan.FromSeconds(delay);
        var waitsForFinal = message.Status == Status.Sent && message.Outcome.SentCallbackLast;
        return waitsForFinal
            ? wait + (message.Outcome.FinalAfter ?? TimeSpan.FromSeconds(world.Settings.FinalSeconds)) + AfterFinal
            : wait;
    }

    private Dictionary<string, string> FieldsOf(Message message)
    {
        var fields = new Dictionary<string, string>
        {
            ["MessageSid"] = message.Sid,
            ["SmsSid"] = message.Sid,
            ["MessageStatus"] = message.Status,
            ["SmsStatus"] = message.Status,
            ["AccountSid"] = message.AccountSid,
            ["To"] = message.To,
            ["From"] = message.From ?? "",
            ["ApiVersion"] = "2010-04-01",
        };
        if (message.ServiceSid is { } service)
        {
            fields["MessagingServiceSid"] = service;
        }

        var isFailure = message.Status is Status.Failed or Status.Undelivered;
        if (isFailure && message.ErrorCode is { } code && !message.Outcome.HidesErrorCode)
        {
            fields["ErrorCode"] = Wire.Number(code);
        }

        if (message.Status is Status.Delivered or Status.Undelivered)
        {
            fields["RawDlrDoneDate"] = clock.GetUtcNow().ToString("yyMMddHHmm", CultureInfo.InvariantCulture);
        }

        return fields;
    }
}
