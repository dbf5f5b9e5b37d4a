namespace OrleansSms.Twilio.Inbound;

/// <summary>What a content type says of a body.</summary>
internal static class MediaType
{
    public static bool IsForm(string? contentType) => Is(contentType, "application/x-www-form-urlencoded");

    public static bool IsJson(string? contentType) => Is(contentType, "application/json");

    private static bool Is(string? contentType, string mediaType)
    {
        var type = contentType.AsSpan();
        var parameters = type.IndexOf(';');
        return (parameters < 0 ? type : type[..parameters]).Trim().Equals(mediaType, StringComparison.OrdinalIgnoreCase);
    }
}
