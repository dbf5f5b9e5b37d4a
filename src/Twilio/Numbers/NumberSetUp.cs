using OrleansSms.Carrier;
using OrleansSms.Twilio.Accounts;

namespace OrleansSms.Twilio.Numbers;

/// <summary>Tells the carrier where one number's texts go, and believes it only when the answer says so.</summary>
internal sealed class NumberSetUp(CarrierQuestions questions)
{
    /// <returns>The number, or why there is none.</returns>
    public async Task<(PhoneRecord? Number, string? Failed)> Find(TwilioAccount account, string numberSid, CancellationToken cancellation)
    {
        var reply = await questions.Get(account.Authorization, AddressOf(account, numberSid), cancellation);
        return reply.IsRight && PhoneRecord.Read(reply.Json!.Value) is { } number ? (number, null)
            : reply.IsRight ? (null, "The carrier's answer does not describe a number.")
            : (null, reply.Trouble);
    }

    public async Task<NumberOutcome> Write(TwilioAccount account, PhoneRecord number, string should, CancellationToken cancellation)
    {
        var reply = await questions.Post(account.Authorization, AddressOf(account, number.Sid), Fields(number, should), cancellation);
        if (!reply.IsRight)
        {
            return new(false, $"It is a line now, but its addresses were not changed: {reply.Trouble}");
        }

        return PhoneRecord.Read(reply.Json!.Value) is { SmsApplication: null } now
            && NumberAdvice.StateOf(now.Texts, should) == AddressState.Right && NumberAdvice.StateOf(now.SecondTry, should) == AddressState.Right
                ? new(true, "It is a line, and its addresses lead here.")
                : new(false, "It is a line now, but the carrier did not keep all of its addresses as we set them.");
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(PhoneRecord number, string should)
    {
        yield return new("SmsUrl", should);
        yield return new("SmsMethod", "POST");
        yield return new("SmsFallbackUrl", should);
        yield return new("SmsFallbackMethod", "POST");
        if (number.SmsApplication is not null)
        {
            yield return new("SmsApplicationSid", "");
        }
    }

    private Uri AddressOf(TwilioAccount account, string numberSid) => questions.Api($"{account.Sid}/IncomingPhoneNumbers/{numberSid}.json");
}
