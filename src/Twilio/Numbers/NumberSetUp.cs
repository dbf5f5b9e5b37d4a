using OrleansSms.Carrier;
using OrleansSms.Twilio.Accounts;

namespace OrleansSms.Twilio.Numbers;

/// <summary>Tells the carrier where one number's texts and calls go, and believes it only when the answer says so.</summary>
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

    /// <param name="calls">Whether the addresses for calls are set as well.</param>
    public async Task<NumberOutcome> Write(TwilioAccount account, PhoneRecord number, NumberAddresses should, bool calls, CancellationToken cancellation)
    {
        var fields = (number.CanText ? ForTexts(number, should) : []).Concat(calls ? ForCalls(number, should) : []).ToArray();
        if (fields.Length == 0)
        {
            return new(true, "It is a line. Its calls are left as they are.");
        }

        var reply = await questions.Post(account.Authorization, AddressOf(account, number.Sid), fields, cancellation);
        if (!reply.IsRight)
        {
            return new(false, $"It is a line now, but its addresses were not changed: {reply.Trouble}");
        }

        return PhoneRecord.Read(reply.Json!.Value) is not { } now || (number.CanText && !HasTexts(now, should)) || (calls && !HasCalls(now, should))
            ? new(false, "It is a line now, but the carrier did not keep all of its addresses as we set them.")
            : new(true, calls || !number.CanCall ? "It is a line, and its addresses lead here." : "It is a line, and its texts come here. Its calls are left as they are.");
    }

    private static bool HasTexts(PhoneRecord now, NumberAddresses should) => now.SmsApplication is null
        && NumberAdvice.StateOf(now.Texts, should.Texts) == AddressState.Right && NumberAdvice.StateOf(now.SecondTry, should.Texts) == AddressState.Right;

    private static bool HasCalls(PhoneRecord now, NumberAddresses should) => now is { VoiceApplication: null, Trunk: null }
        && NumberAdvice.StateOf(now.Calls, should.Calls) == AddressState.Right && NumberAdvice.StateOf(now.CallsSecondTry, should.Calls) == AddressState.Right
        && NumberAdvice.StateOf(now.CallStatus, should.CallStatus) == AddressState.Right;

    private static IEnumerable<KeyValuePair<string, string>> ForTexts(PhoneRecord number, NumberAddresses should)
    {
        yield return new("SmsUrl", should.Texts);
        yield return new("SmsMethod", "POST");
        yield return new("SmsFallbackUrl", should.Texts);
        yield return new("SmsFallbackMethod", "POST");
        if (number.SmsApplication is not null)
        {
            yield return new("SmsApplicationSid", "");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> ForCalls(PhoneRecord number, NumberAddresses should)
    {
        yield return new("VoiceUrl", should.Calls);
        yield return new("VoiceMethod", "POST");
        yield return new("VoiceFallbackUrl", should.Calls);
        yield return new("VoiceFallbackMethod", "POST");
        yield return new("StatusCallback", should.CallStatus);
        yield return new("StatusCallbackMethod", "POST");
        if (number.VoiceApplication is not null)
        {
            yield return new("VoiceApplicationSid", "");
        }

        if (number.Trunk is not null)
        {
            yield return new("TrunkSid", "");
        }
    }

    private Uri AddressOf(TwilioAccount account, string numberSid) => questions.Api($"{account.Sid}/IncomingPhoneNumbers/{numberSid}.json");
}
