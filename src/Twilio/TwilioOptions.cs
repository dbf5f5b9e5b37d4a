namespace OrleansSms.Twilio;

/// <summary>The installation's account at the carrier: section <c>Twilio</c>, and the top-level key <c>PublicBaseUrl</c>.</summary>
public sealed class TwilioOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Twilio";

    /// <summary><c>AC…</c>. Not set: nothing is sent and no webhook is accepted, but one may look around.</summary>
    public string? AccountSid { get; set; }

    /// <summary>The account's token. Webhooks are signed with it, also when an API key is used for sending.</summary>
    public string? AuthToken { get; set; }

    /// <summary><c>SK…</c>; with <see cref="ApiKeySecret"/> used for sending instead of the token.</summary>
    public string? ApiKeySid { get; set; }

    /// <summary>The API key's secret.</summary>
    public string? ApiKeySecret { get; set; }

    /// <summary>Whether members may talk in the browser. It needs the API key, a main or standard one: what a browser shows the carrier is signed with it.</summary>
    public bool Softphone { get; set; } = true;

    /// <summary>A second token whose signatures are accepted while the first is being replaced.</summary>
    public string? SecondaryAuthToken { get; set; }

    /// <summary>Origin of the carrier's API. Anything but the carrier itself is for Development and Test.</summary>
    public string ApiBaseUrl { get; set; } = "https://api.twilio.com";

    /// <summary>
    /// Origin of the carrier's API of messaging services. Not set: the neighbour of <see cref="ApiBaseUrl"/>, <c>messaging.</c> for
    /// <c>api.</c>, and the same where that has no such name.
    /// </summary>
    public string? MessagingBaseUrl { get; set; }

    /// <summary>How many requests this host has under way at once; the carrier limits concurrency, not rate.</summary>
    public int MaxConcurrentRequests { get; set; } = 10;

    /// <summary>The largest recording that is fetched, in bytes. Default 100 MiB, which is about two hours of one voice.</summary>
    public long MaxRecordingBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>The address the carrier calls us at: scheme, host, optional port and path prefix. Signatures are checked against it.</summary>
    public string? PublicBaseUrl { get; set; }
}
