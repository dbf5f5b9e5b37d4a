using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>A webhook's address taken apart as text, because it is signed exactly as it was configured.</summary>
internal sealed record WebAddress(string Scheme, string UserInfo, string Host, string Port, string Rest)
{
    public static WebAddress Parse(string url)
    {
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var plain = hash >= 0 ? url[..hash] : url;
        var schemeEnd = plain.IndexOf("://", StringComparison.Ordinal);
        var start = schemeEnd + 3;
        var end = plain.IndexOfAny(['/', '?'], start);
        end = end < 0 ? plain.Length : end;
        var authority = plain[start..end];
        var at = authority.LastIndexOf('@');
        var hostPort = authority[(at + 1)..];
        var colon = hostPort.IndexOf(':', hostPort.LastIndexOf(']') + 1);
        return new(
            plain[..schemeEnd],
            at < 0 ? "" : authority[..at],
            colon < 0 ? hostPort : hostPort[..colon],
            colon < 0 ? "" : hostPort[colon..],
            plain[end..]);
    }

    public static string FragmentOf(string url) =>
        url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? url[(hash + 1)..] : "";

    /// <summary>For people: what is behind the question mark is long and says little.</summary>
    public static string WithoutQuery(string url) => url.Split('?', '#')[0];

    public WebAddress WithQuery(string query) => query.Length == 0
        ? this
        : this with { Rest = Rest + (Rest.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query };

    /// <summary>What is requested: no user info, no fragment, path and query untouched.</summary>
    public Uri ToUri()
    {
        var text = $"{Scheme}://{Host}{Port}{(Rest.StartsWith('/') ? Rest : "/" + Rest)}";
        return Rest.All(char.IsAscii)
            ? new Uri(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })
            : new Uri(text);
    }

    /// <summary>What is signed.</summary>
    public string ToSign(CarrierSettings settings)
    {
        var port = settings.SignPort switch
        {
            SignedPort.Removed => "",
            SignedPort.Standard => Scheme.Equals("https", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80",
            _ => Port,
        };
        var user = settings.SignUserInfo == SignedUserInfo.Kept && UserInfo.Length > 0 ? UserInfo + "@" : "";
        return $"{Scheme}://{user}{Host}{port}{Rest}";
    }
}
