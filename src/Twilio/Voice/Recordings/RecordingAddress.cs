using OrleansSms.Twilio.Accounts;

namespace OrleansSms.Twilio.Voice.Recordings;

/// <summary>
/// Where a recording may be fetched. The address came over the wire, and where it leads on came from wherever it led:
/// nothing but the carrier is ever asked, and our credentials go to its API only.
/// </summary>
internal sealed class RecordingAddress(Uri api, TwilioAccount account)
{
    private static readonly string[] MediaHosts = ["mms.twiliocdn.com", "media.twiliocdn.com", "s3-external-1.amazonaws.com"];

    private readonly string _ours = $"/2010-04-01/Accounts/{account.Sid}/Recordings/";

    /// <summary>The first address of a file.</summary>
    /// <param name="told">What the carrier said; null: nothing.</param>
    /// <returns>Null: nothing of the carrier's.</returns>
    public Uri? Of(string? told, string recordingSid) =>
        told is null ? new(api, _ours[1..] + recordingSid)
        : Uri.TryCreate(told, UriKind.Absolute, out var url) && (IsOurs(url) || IsOfCarrier(url)) ? url
        : null;

    /// <summary>Where an answer says that the file is.</summary>
    public Uri? Next(Uri asked, Uri? told) =>
        told is not null && Uri.TryCreate(asked, told, out var url) && (IsAtApi(url) || IsOfCarrier(url) || IsMedia(url)) ? url : null;

    /// <summary>A recording of the account below the API: that, and nothing else, gets the credentials.</summary>
    public bool IsOurs(Uri url) => IsAtApi(url) && url.AbsolutePath.StartsWith(_ours, StringComparison.Ordinal);

    private bool IsAtApi(Uri url) => Uri.Compare(
        url, api, UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsOfCarrier(Uri url) => IsPlain(url) && url.Host.EndsWith(".twilio.com", StringComparison.OrdinalIgnoreCase);

    private static bool IsMedia(Uri url) => IsPlain(url) && MediaHosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase);

    private static bool IsPlain(Uri url) => url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && url.UserInfo.Length == 0;
}
