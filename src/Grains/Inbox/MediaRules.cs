using System.Collections.Immutable;

namespace OrleansSms.Grains.Inbox;

/// <summary>Media go by address: the carrier fetches them itself.</summary>
internal static class MediaRules
{
    private const int LongestUrl = 2000;

    public static ImmutableArray<string> Check(ImmutableArray<string> urls)
    {
        if (urls.IsDefaultOrEmpty)
        {
            return [];
        }

        return urls.All(IsFetchable) ? urls : throw new RefusedException(
            Refusals.InvalidMedia, "A media address must be a complete http or https URL of at most 2,000 characters.");
    }

    private static bool IsFetchable(string? url) =>
        url is { Length: <= LongestUrl } && !url.Any(char.IsControl) && Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
