using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Messages.Rules;
using OrleansSms.TwilioSimulator.OptOut;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Twiml;

namespace OrleansSms.TwilioSimulator.Inbound;

/// <summary>Turns the texts in a TwiML answer into outbound replies; what cannot be sent becomes a warning in the webhook log.</summary>
internal sealed class TwimlReplies(MessageEngine engine, SimulatedClock clock)
{
    private const int MostReplies = 10;

    public IReadOnlyList<string> Send(World world, Arrival arrival, TwimlDocument document, string url)
    {
        var warnings = new List<string>();
        lock (world.Gate)
        {
            foreach (var (twiml, index) in document.Messages.Select((twiml, index) => (twiml, index)))
            {
                if (index == MostReplies)
                {
                    warnings.Add("14109: more than 10 replies to one message");
                    break;
                }

                if (Problem(world, arrival, twiml) is { } problem)
                {
                    warnings.Add(problem);
                    continue;
                }

                Accept(world, arrival, twiml, url);
            }
        }

        return warnings;
    }

    private static string ToOf(Arrival arrival, TwimlMessage twiml) => twiml.To ?? arrival.Message.From!;

    private static string FromOf(Arrival arrival, TwimlMessage twiml) => twiml.From ?? arrival.Message.To;

    private static string? Problem(World world, Arrival arrival, TwimlMessage twiml)
    {
        var (to, from) = (ToOf(arrival, twiml), FromOf(arrival, twiml));
        return twiml switch
        {
            { Body.Length: 0, Media.Count: 0 } => "21602: a reply without text",
            { Body.Length: > 1600 } => "21617: a reply longer than 1600 characters",
            { Media: var media } when media.Any(item => !Wire.IsWebAddress(item)) => "21620: a media address that is not absolute",
            _ when !AddressRules.IsPhoneNumber(to) => "21211: a reply to something that is not a phone number",
            _ when world.Numbers.Find(from)?.AccountSid != arrival.Account.Sid => "21606: a reply from a number that is not ours",
            _ when OptOutDesk.Blocks(world, arrival.Route.ServiceSid, from, to, out _) => "21610: the recipient has unsubscribed",
            _ => null,
        };
    }

    private void Accept(World world, Arrival arrival, TwimlMessage twiml, string url)
    {
        var (to, from, now) = (ToOf(arrival, twiml), FromOf(arrival, twiml), clock.GetUtcNow());
        var message = MessageDrafts.Reply(world, arrival.Message, to, from, twiml.Body, twiml.Media.Count, now);
        if (twiml.Action is { } action && Uri.TryCreate(new Uri(url), action, out var callback))
        {
            (message.StatusCallback, message.StatusCallbackMethod) = (callback.OriginalString, twiml.Method);
        }

        if (world.ReplyLoops.Stops(to, from, now))
        {
            (message.Status, message.ErrorCode) = (Status.Failed, 14107);
        }

        engine.Accept(world, message);
    }
}
