namespace OrleansSms.Twilio.Numbers;

/// <summary>What a number's addresses at the carrier should be; the second try goes where the first one goes.</summary>
/// <param name="CallStatus">Where the end of a call is told.</param>
internal sealed record NumberAddresses(string Texts, string Calls, string CallStatus);
