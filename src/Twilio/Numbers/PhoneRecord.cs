using OrleansSms.Twilio.Outbound;

namespace OrleansSms.Twilio.Numbers;

/// <summary>A number of the carrier's JSON, as far as it matters here.</summary>
/// <param name="SmsApplication">What decides instead of the addresses for texts; null: nothing.</param>
/// <param name="VoiceApplication">What decides instead of the addresses for calls; null: nothing.</param>
/// <param name="Trunk">The trunk that takes all calls, whatever the addresses say; null: none.</param>
internal sealed record PhoneRecord(
    string Sid,
    string Number,
    string? Label,
    bool CanText,
    bool CanSendPictures,
    bool CanCall,
    Destination Texts,
    Destination SecondTry,
    Destination Calls,
    Destination CallsSecondTry,
    Destination CallStatus,
    string? SmsApplication = null,
    string? VoiceApplication = null,
    string? Trunk = null)
{
    /// <summary>Null: it does not say which number it is.</summary>
    public static PhoneRecord? Read(CarrierJson json)
    {
        if (json.Text("sid") is not { } sid || !OrleansSms.Twilio.Sid.Is(sid, "PN") || json.Text("phone_number") is not { Length: > 0 } number)
        {
            return null;
        }

        var able = json.Within("capabilities");
        return new(
            sid,
            number,
            json.Text("friendly_name") is { Length: > 0 } label && !IsNumberAgain(label, number) ? label : null,
            able?.Flag("sms") ?? able?.Flag("SMS") ?? false,
            able?.Flag("mms") ?? able?.Flag("MMS") ?? false,
            able?.Flag("voice") ?? false,
            Destination.Read(json, "sms_url", "sms_method"),
            Destination.Read(json, "sms_fallback_url", "sms_fallback_method"),
            Destination.Read(json, "voice_url", "voice_method"),
            Destination.Read(json, "voice_fallback_url", "voice_fallback_method"),
            Destination.Read(json, "status_callback", "status_callback_method"),
            Named(json, "sms_application_sid"),
            Named(json, "voice_application_sid"),
            Named(json, "trunk_sid"));
    }

    private static string? Named(CarrierJson json, string name) => json.Text(name) is { Length: > 0 } sid ? sid : null;

    /// <summary>The carrier's default name for a number is the number, as people of its country write it.</summary>
    private static bool IsNumberAgain(string label, string number) =>
        label.All(c => char.IsDigit(c) || c is '+' or '(' or ')' or '-' or ' ' or '.')
        && label.Where(char.IsDigit).Count() is >= 5 and var digits
        && number.EndsWith(string.Concat(label.Where(char.IsDigit)), StringComparison.Ordinal) && digits > 0;
}

/// <summary>An address and how it is called.</summary>
internal readonly record struct Destination(string? Url, string Method)
{
    public bool IsThere => Url is { Length: > 0 };

    /// <summary>For a person: passwords in addresses are nobody's business.</summary>
    public string? Shown => !IsThere ? null
        : Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.UserInfo.Length > 0
            ? $"{Method} {url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped).Replace("://", "://•••@", StringComparison.Ordinal)}"
            : $"{Method} {Url}";

    public static Destination Read(CarrierJson json, string url, string method) => new(json.Text(url), json.Text(method)?.ToUpperInvariant() ?? "POST");
}
