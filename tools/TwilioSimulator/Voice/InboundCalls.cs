using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Numbers;
using OrleansSms.TwilioSimulator.Outcomes;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>Calls from phones out there to our numbers: the number's voice address says what happens.</summary>
internal sealed class InboundCalls(Exchange exchange)
{
    private const int NoAddress = 11100;

    /// <summary>Starts the call and completes when it waits for something; null when the number is none of ours or takes no calls.</summary>
    public async Task<Leg?> Receive(World world, string from, string to, PhoneScript script)
    {
        Leg leg;
        Target? document;
        lock (world.Gate)
        {
            if (world.Numbers.Find(to) is not { Voice: true } number || world.Accounts.Find(number.AccountSid) is not { } account)
            {
                return null;
            }

            document = AddressOf(number, "voice");
            if (document is not null && world.Faults.TakeFirst(effect => effect == FaultEffect.DropInbound, document.Url, document.Method, to) is not null)
            {
                document = null;
            }

            leg = exchange.Open(world, account).Join(CallOf(world, account, number, from), script, AddressOf(number, "voice_fallback"));
        }

        leg.Circuit.Begin(leg, () => Story(leg, document));
        await leg.Circuit.Bustle.Rest();
        return leg;
    }

    private async Task Story(Leg leg, Target? document)
    {
        var circuit = leg.Circuit;
        if (leg.Phone.HangupAfter is { } seconds)
        {
            circuit.HangUpAfter(leg, TimeSpan.FromSeconds(seconds));
        }

        if (document is null)
        {
            Documents.Note(leg, null, NoAddress, "the number has no voice address");
            circuit.Move(leg, CallStatus.Failed);
        }
        else if (await Interpreter.Follow(exchange, leg, document))
        {
            // A document that ends without a word has picked up all the same.
            circuit.Move(leg, CallStatus.InProgress);
        }
    }

    private static Target? AddressOf(OwnedNumber number, string name)
    {
        var webhooks = number.Webhooks;
        var isElsewhere = webhooks["voice_application_sid"].Length > 0 || webhooks["trunk_sid"].Length > 0;
        return isElsewhere || webhooks[name + "_url"] is not { Length: > 0 } url ? null : new(url, webhooks[name + "_method"]);
    }

    private Call CallOf(World world, Account account, OwnedNumber number, string from)
    {
        var now = exchange.Clock.GetUtcNow();
        var told = number.Webhooks["status_callback"];
        return new()
        {
            Sid = world.Dice.Sid("CA"),
            AccountSid = account.Sid,
            Direction = Call.Inbound,
            From = from,
            To = number.Number,
            NumberSid = number.Sid,
            Status = CallStatus.Ringing,
            Created = now,
            Started = now,
            Updated = now,
            Events = 1,
            Subscription = told.Length == 0 ? null : new(told, number.Webhooks["status_callback_method"], ["completed"]),
        };
    }
}
