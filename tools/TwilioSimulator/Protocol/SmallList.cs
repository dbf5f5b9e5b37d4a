using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>Pages over lists that hardly change (numbers, services): the token is simply where to go on.</summary>
internal static class SmallList
{
    public static ApiError? Cut<T>(IReadOnlyList<T> items, Paging paging, out int start, out IReadOnlyList<T> page)
    {
        start = 0;
        page = [];
        if (paging.Token is { } token
            && (!token.StartsWith("PA", StringComparison.Ordinal)
                || !int.TryParse(token.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out start)))
        {
            return ApiError.Invalid(21481, "Invalid page token");
        }

        page = [.. items.Skip(start).Take(paging.Size)];
        return null;
    }

    public static string TokenAt(int position) => $"PA{Wire.Number(Math.Max(0, position))}";

    public static JsonObject Envelope2010(ApiCall call, string path, string key, Paging paging, int start, int total, JsonArray page)
    {
        string Link(int number, string? token) => Paging.Link(path, call.Query, paging.Size, number, token);
        return new JsonObject
        {
            [key] = page,
            ["page"] = paging.Page,
            ["page_size"] = paging.Size,
            ["start"] = start,
            ["end"] = Math.Max(start, start + page.Count - 1),
            ["first_page_uri"] = Link(0, null),
            ["next_page_uri"] = start + page.Count < total ? Link(paging.Page + 1, TokenAt(start + page.Count)) : null,
            ["previous_page_uri"] = start > 0 ? Link(Math.Max(0, paging.Page - 1), TokenAt(start - paging.Size)) : null,
            ["uri"] = Link(paging.Page, paging.Token),
        };
    }
}
