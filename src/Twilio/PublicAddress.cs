using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OrleansSms.Twilio.Numbers;
using OrleansSms.Twilio.Voice;

namespace OrleansSms.Twilio;

/// <summary>The address the carrier calls us at, and the spellings of it that a signature may be made over.</summary>
internal sealed class PublicAddress
{
    private const string InboundPath = "/api/v1/twilio/sms/webhook";
    private const string StatusPath = "/api/v1/twilio/sms/status-callback";

    // Ask for repetitions that are off by default: without them a callback that meets a restart is lost.
    private const string Overrides = "#rc=3&rp=ct,rt,5xx";

    private readonly string _url;

    /// <param name="url">Scheme, host, optional user, port and path prefix, letter case as the carrier has it.</param>
    public PublicAddress(string url)
    {
        _url = url.Trim().TrimEnd('/');
        Spellings = [.. SpellingsOf(_url).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        Longest = Spellings.Max(spelling => spelling.Length);
        Voice = new(_url, Overrides);
    }

    /// <summary>UTF-8, in front of the raw request target; the one as configured first.</summary>
    public ImmutableArray<byte[]> Spellings { get; }

    public int Longest { get; }

    /// <summary>Where the carrier asks about calls, and reports on them.</summary>
    public VoiceAddresses Voice { get; }

    /// <summary>Where the carrier brings what somebody texts us; also its second try.</summary>
    public string Inbound => _url + InboundPath + Overrides;

    /// <summary>What a number's addresses at the carrier should be.</summary>
    public NumberAddresses OfNumbers => new(Inbound, Voice.Arrival, Voice.LineStatus);

    /// <summary>Where the carrier reports on one attempt. Our ids are in it, so that a report finds its message even if the POST's answer was lost.</summary>
    public string StatusCallback(Guid conversationId, Guid messageId, int attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"{_url}{StatusPath}?c={conversationId}&m={messageId}&a={attempt}{Overrides}");

    /// <summary>The carrier's back ends differ in whether the port and the user are part of what they sign.</summary>
    private static IEnumerable<string> SpellingsOf(string url)
    {
        var host = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var pathOffset = url.AsSpan(host).IndexOf('/');
        var path = pathOffset < 0 ? url.Length : host + pathOffset;
        var user = url.LastIndexOf('@', path - 1, path - host) is var at && at < 0 ? "" : url[host..(at + 1)];
        var hostAndPort = url[(host + user.Length)..path];
        var colon = hostAndPort.IndexOf(':', hostAndPort.LastIndexOf(']') + 1);
        var standardPort = url.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        var otherHost = colon < 0 ? hostAndPort + standardPort : hostAndPort[..colon];

        foreach (var userPart in new[] { user, "" })
        {
            yield return url[..host] + userPart + hostAndPort + url[path..];
            yield return url[..host] + userPart + otherHost + url[path..];
        }
    }
}
