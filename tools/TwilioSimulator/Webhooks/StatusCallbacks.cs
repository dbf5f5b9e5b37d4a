using System.Globalization;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>Tells the status callback address of a message what became of it. Used under the world's gate.</summary>
internal sealed class StatusCallbacks(SimulatedClock clock, CallbackPost post)
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

        var callback = new Callback("status-callback", message.Sid, url, message.StatusCallbackMethod, message.To, FieldsOf(message))
        {
            StatusFields = ["MessageStatus", "SmsStatus"],
            Times = message.Outcome.CallbackTimes,
            Wait = WaitOf(world, message),
        };
        post.Send(world, account, callback, errands);
    }

    private static TimeSpan WaitOf(World world, Message message)
    {
        var waitsForFinal = message.Status == Status.Sent && message.Outcome.SentCallbackLast;
        return waitsForFinal
            ? (message.Outcome.FinalAfter ?? TimeSpan.FromSeconds(world.Settings.FinalSeconds)) + AfterFinal
            : TimeSpan.Zero;
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
