using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrleansSms.Twilio;

/// <summary>Refuses a configuration that could only fail later, with a message that names the key.</summary>
internal sealed class TwilioOptionsRules(IHostEnvironment environment) : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(TwilioOptions options) =>
        [.. Api("Twilio:ApiBaseUrl", options.ApiBaseUrl), .. Api("Twilio:MessagingBaseUrl", options.MessagingBaseUrl ?? options.ApiBaseUrl), .. PublicBaseUrl(options), .. Account(options)];

    private static IEnumerable<string> Account(TwilioOptions options)
    {
        if (options.MaxConcurrentRequests is < 1 or > 1000)
        {
            yield return "Twilio:MaxConcurrentRequests must be between 1 and 1000.";
        }

        if (options.MaxRecordingBytes is < 1024 or > 2L * 1024 * 1024 * 1024)
        {
            yield return "Twilio:MaxRecordingBytes must be between 1024 and 2147483648.";
        }

        if (string.IsNullOrWhiteSpace(options.AccountSid))
        {
            yield break;
        }

        if (!Sid.Is(options.AccountSid, "AC"))
        {
            yield return "Twilio:AccountSid must be 'AC' and 32 hexadecimal digits.";
        }

        if (string.IsNullOrWhiteSpace(options.AuthToken))
        {
            yield return "Twilio:AuthToken is missing. Webhooks are signed with it, also when an API key is used for sending.";
        }

        if (string.IsNullOrWhiteSpace(options.ApiKeySid) != string.IsNullOrWhiteSpace(options.ApiKeySecret))
        {
            yield return "Twilio:ApiKeySid and Twilio:ApiKeySecret belong together: set both or neither.";
        }
        else if (!string.IsNullOrWhiteSpace(options.ApiKeySid) && !Sid.Is(options.ApiKeySid, "SK"))
        {
            yield return "Twilio:ApiKeySid must be 'SK' and 32 hexadecimal digits.";
        }

        if (string.IsNullOrWhiteSpace(options.PublicBaseUrl))
        {
            yield return "PublicBaseUrl is missing: the address the carrier calls us at, such as https://sms.example.com.";
        }
    }

    private IEnumerable<string> Api(string key, string address)
    {
        if (!IsPlainHttp(address, out var url) || url.UserInfo.Length > 0)
        {
            yield return $"{key} must be an absolute http or https address without user, query and fragment.";
        }
        else if (!IsAtHome && (url.Scheme != Uri.UriSchemeHttps || !url.Host.EndsWith(".twilio.com", StringComparison.OrdinalIgnoreCase)))
        {
            // The account's credentials go to this address.
            yield return $"{key} must be https and under twilio.com, except in Development and Test.";
        }
    }

    private IEnumerable<string> PublicBaseUrl(TwilioOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.PublicBaseUrl))
        {
            yield break;
        }

        if (!IsPlainHttp(options.PublicBaseUrl, out var url))
        {
            yield return "PublicBaseUrl must be an absolute http or https address without query and fragment.";
        }
        else if (!IsAtHome && url.Scheme != Uri.UriSchemeHttps)
        {
            yield return "PublicBaseUrl must be https, except in Development and Test.";
        }
        else if (!IsAtHome && url.Host.Contains('_', StringComparison.Ordinal))
        {
            yield return "PublicBaseUrl has an underscore in its host; the carrier does not call such an address.";
        }
    }

    private bool IsAtHome => environment.IsDevelopment() || environment.IsEnvironment("Test");

    private static bool IsPlainHttp(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.Query.Length == 0
        && url.Fragment.Length == 0
        && !text.AsSpan().ContainsAny('?', '#');
}
