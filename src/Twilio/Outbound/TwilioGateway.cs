using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Accounts;

namespace OrleansSms.Twilio.Outbound;

/// <summary>Posts messages to the carrier.</summary>
internal sealed partial class TwilioGateway(CarrierPost carrier, AccountDirectory accounts, ILogger<TwilioGateway> logger) : ICarrier
{
    private static readonly TimeSpan Unconfigured = TimeSpan.FromMinutes(1);

    public async Task<CarrierAnswer> Send(OutboxItem item, CancellationToken cancellation)
    {
        if (accounts.Of(item.From) is not { } account || accounts.Address is not { } address)
        {
            LogNotConfigured(logger, item.MessageId);
            return new CarrierAnswer.NotExecuted(Unconfigured, "The line has no carrier account that can be used: see the settings, or Twilio:AccountSid, Twilio:AuthToken and PublicBaseUrl.");
        }

        var callback = address.StatusCallback(item.ConversationId.Value, item.MessageId, item.Attempt);
        var errand = new Errand("Message", item.MessageId, item.Attempt, "sender", "Messages", MessageFields.Of(item, callback));
        return await carrier.Post(account, errand, cancellation) switch
        {
            PostOutcome.Taken taken => new CarrierAnswer.Settled(Taken(item, taken.Sid, taken.Answer)),
            PostOutcome.Refused refused => new CarrierAnswer.Settled(new DeliveryReport(item.MessageId, "failed", ErrorCode: refused.Code)),
            PostOutcome.NotExecuted not => new CarrierAnswer.NotExecuted(not.RetryAfter, not.Reason, not.Code),
            PostOutcome.LockedOut lockedOut => new CarrierAnswer.LockedOut(lockedOut.Code, "The carrier refuses our credentials or our account."),
            PostOutcome.InDoubt doubt => new CarrierAnswer.Unknown(doubt.Reason),
            var other => throw new UnreachableException(other.GetType().Name),
        };
    }

    private static DeliveryReport Taken(OutboxItem item, string sid, CarrierJson message) => new(
        item.MessageId,
        message.Text("status") ?? "accepted",
        sid,
        message.Number("error_code"),
        message.Number("num_segments") is > 0 and var segments ? segments : null,
        message.Amount("price"),
        message.Text("price_unit"),
        message.Text("date_updated") ?? message.Text("date_created"));

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} waits: its line has no carrier account that can be used (settings, or Twilio:AccountSid)")]
    private static partial void LogNotConfigured(ILogger logger, Guid messageId);
}
