using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Numbers;

/// <summary>What can be configured on a number: name of the parameter, name in JSON, default.</summary>
internal static class NumberFields
{
    private static readonly (string Parameter, string Json, string Default)[] All =
    [
        ("SmsUrl", "sms_url", ""),
        ("SmsMethod", "sms_method", "POST"),
        ("SmsFallbackUrl", "sms_fallback_url", ""),
        ("SmsFallbackMethod", "sms_fallback_method", "POST"),
        ("SmsApplicationSid", "sms_application_sid", ""),
        ("VoiceUrl", "voice_url", ""),
        ("VoiceMethod", "voice_method", "POST"),
        ("VoiceFallbackUrl", "voice_fallback_url", ""),
        ("VoiceFallbackMethod", "voice_fallback_method", "POST"),
        ("VoiceApplicationSid", "voice_application_sid", ""),
        ("StatusCallback", "status_callback", ""),
        ("StatusCallbackMethod", "status_callback_method", "POST"),
        ("TrunkSid", "trunk_sid", ""),
    ];

    public static Dictionary<string, string> Defaults() => All.ToDictionary(field => field.Json, field => field.Default);

    /// <summary>Checks all given values, then applies them; nothing is applied when one is wrong.</summary>
    public static ApiError? Apply(WireForm form, OwnedNumber number)
    {
        var given = All.Where(field => form[field.Parameter] is not null).ToList();
        foreach (var (parameter, _, _) in given)
        {
            var value = form[parameter]!;
            var wrong = parameter switch
            {
                _ when parameter.EndsWith("Method", StringComparison.Ordinal) => value is not ("GET" or "POST"),
                _ when parameter.EndsWith("Sid", StringComparison.Ordinal) => value.Length is not (0 or 34),
                _ => value.Length > 0 && !Wire.IsWebAddress(value),
            };
            if (wrong)
            {
                return ApiError.Invalid(20422, $"Invalid value for {parameter}");
            }
        }

        foreach (var (parameter, json, _) in given)
        {
            number.Webhooks[json] = form[parameter]!;
        }

        number.FriendlyName = form["FriendlyName"] ?? number.FriendlyName;
        return null;
    }
}
