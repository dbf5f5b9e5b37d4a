using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Messages.Rules;
using OrleansSms.TwilioSimulator.Messages.Text;
using OrleansSms.TwilioSimulator.Outcomes;

namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>Makes messages from what asks for them.</summary>
internal static class MessageDrafts
{
    private const string TrialPrefix = "Sent from your Twilio trial account - ";

    public static Message FromApi(RuleInput input, string path)
    {
        var (world, request, now) = (input.World, input.Request, input.Clock.GetUtcNow());
        var service = world.Services.Find(request.ServiceSid);
        var body = request.Body ?? "";
        if (request.IsSmartEncoded || service?.SmartEncoding == true)
        {
            body = SmartEncoding.Apply(body);
        }

        body = input.Account.IsTrial ? TrialPrefix + body : body;
        DateTimeOffset? sendAt = request.SendAt is not null && DeliveryRules.TryInstant(request.SendAt, out var instant) ? instant : null;
        var validity = request.ValidityPeriod is not null && DeliveryRules.TryValidity(request.ValidityPeriod, out var seconds)
            ? seconds
            : service?.ValidityPeriod ?? 36_000;
        var outcome = input.IsTest
            ? Outcome.Normal
            : world.Faults.Shape(OutcomeNumbers.Of(world.Handsets.Role(request.To!)), path, request.To!);
        return new()
        {
            Sid = world.Dice.Sid(request.IsMms ? "MM" : "SM"),
            AccountSid = input.IsTest ? input.Account.TestSid! : input.Account.Sid,
            Direction = "outbound-api",
            To = request.To!,
            From = request.From,
            ServiceSid = request.ServiceSid,
            Body = body,
            NumSegments = request.IsMms ? 1 : SegmentCount.Of(body).Segments,
            SegmentsKnown = service is null,
            NumMedia = request.MediaUrls.Count,
            IsMms = request.IsMms,
            Status = sendAt is not null ? Status.Scheduled : service is not null ? Status.Accepted : Status.Queued,
            StatusCallback = request.StatusCallback,
            Validity = TimeSpan.FromSeconds(validity),
            SendAt = sendAt,
            Created = now,
            Updated = now,
            Outcome = outcome with { SentBeforeAnswer = outcome.SentBeforeAnswer && sendAt is null },
        };
    }

    public static Message Reply(World world, Message inbound, string to, string from, string body, int media, DateTimeOffset now) => new()
    {
        Sid = world.Dice.Sid(media > 0 ? "MM" : "SM"),
        AccountSid = inbound.AccountSid,
        Direction = "outbound-reply",
        To = to,
        From = from,
        ServiceSid = inbound.ServiceSid,
        Body = body,
        NumSegments = media > 0 ? 1 : SegmentCount.Of(body).Segments,
        NumMedia = media,
        IsMms = media > 0,
        Status = Status.Queued,
        Created = now,
        Updated = now,
        Outcome = OutcomeNumbers.Of(world.Handsets.Role(to)) with { Reply = null },
    };

    public static Message Inbound(World world, Account account, string? serviceSid, string from, string to, string body, DateTimeOffset now) => new()
    {
        Sid = world.Dice.Sid("SM"),
        AccountSid = account.Sid,
        Direction = "inbound",
        To = to,
        From = from,
        ServiceSid = serviceSid,
        Body = body,
        NumSegments = SegmentCount.Of(body).Segments,
        Status = Status.Received,
        Created = now,
        Updated = now,
        Sent = now,
        Outcome = Outcome.Normal,
    };
}
