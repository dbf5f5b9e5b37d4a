using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Messages.Rules;
using OrleansSms.TwilioSimulator.Numbers;
using OrleansSms.TwilioSimulator.OptOut;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Inbound;

/// <summary>What became of an inbound text.</summary>
internal sealed record InboundResult(string? MessageSid, bool Dropped, bool Scheduled, IReadOnlyList<WebhookLogEntry> Deliveries);

/// <summary>Receives texts from handsets: keywords first, then the record, then the webhook.</summary>
internal sealed class InboundDesk(MessageEngine engine, InboundWebhook webhook, SimulatedClock clock)
{
    /// <summary>Null when the number is none of ours.</summary>
    public async Task<InboundResult?> Receive(World world, InboundSms sms)
    {
        Arrival arrival;
        lock (world.Gate)
        {
            if (world.Numbers.Find(sms.To) is not { } number || world.Accounts.Find(number.AccountSid) is not { } account)
            {
                return null;
            }

            if (Register(world, account, number, sms) is not { } registered)
            {
                return new(null, true, false, []);
            }

            arrival = registered;
        }

        if (arrival.Route.Url.Length == 0 || arrival.IsSilenced)
        {
            return new(arrival.Message.Sid, false, false, []);
        }

        if (sms.DelayMs > 0)
        {
            clock.Plan(TimeSpan.FromMilliseconds(sms.DelayMs), () => DeliverAll(world, arrival, sms.Repeat));
            return new(arrival.Message.Sid, false, true, []);
        }

        return new(arrival.Message.Sid, false, false, await DeliverAll(world, arrival, sms.Repeat));
    }

    private Arrival? Register(World world, Account account, OwnedNumber number, InboundSms sms)
    {
        var keyword = OptOutDesk.Process(world, number, sms.From, sms.Body);
        var route = InboundRoute.Of(world, number);
        if (route.IsDropped)
        {
            return null;
        }

        var message = MessageDrafts.Inbound(world, account, route.ServiceSid, sms.From, sms.To, sms.Body, clock.GetUtcNow());
        world.Messages.Add(message);
        world.Version++;
        if (keyword.Confirmation is { } text && AddressRules.IsPhoneNumber(sms.From))
        {
            var confirmation = MessageDrafts.Reply(world, message, sms.From, sms.To, text, 0, clock.GetUtcNow());
            confirmation.IsNetworkText = true;
            engine.Accept(world, confirmation);
        }

        var silenced = world.Faults.TakeFirst(effect => effect == FaultEffect.DropInbound, route.Url, route.Method, sms.To) is not null;
        return new(account, message, route, FieldsOf(message, sms, keyword.OptOutType), silenced);
    }

    private async Task<IReadOnlyList<WebhookLogEntry>> DeliverAll(World world, Arrival arrival, int times)
    {
        var deliveries = new List<WebhookLogEntry>();
        for (var i = 0; i < times; i++)
        {
            deliveries.AddRange(await webhook.Deliver(world, arrival));
        }

        return deliveries;
    }

    private static List<KeyValuePair<string, string>> FieldsOf(Message message, InboundSms sms, string? optOutType)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("MessageSid", message.Sid),
            new("SmsSid", message.Sid),
            new("SmsMessageSid", message.Sid),
            new("AccountSid", message.AccountSid),
            new("From", sms.From),
            new("To", sms.To),
            new("Body", sms.Body),
            new("NumMedia", "0"),
            new("NumSegments", Wire.Number(message.NumSegments)),
            new("SmsStatus", Status.Received),
            new("ApiVersion", "2010-04-01"),
            .. Places.Fields("From", sms.From),
            .. Places.Fields("To", sms.To),
        ];
        if (message.ServiceSid is { } service)
        {
            fields.Add(new("MessagingServiceSid", service));
        }

        if (optOutType is not null)
        {
            fields.Add(new("OptOutType", optOutType));
        }

        fields.RemoveAll(field => sms.OmitFields.Contains(field.Key));
        fields.AddRange(sms.ExtraFields);
        return fields;
    }
}

/// <summary>An inbound text on its way to our webhook.</summary>
internal sealed record Arrival(
    Account Account, Message Message, InboundRoute Route, IReadOnlyList<KeyValuePair<string, string>> Fields, bool IsSilenced);
