using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>Pages over lists that grow while they are read (messages, calls, recordings): a page stays as it is when new records arrive.</summary>
internal static class StableList
{
    public static JsonObject Envelope<T>(
        ApiCall call, string path, string key, Paging paging, PageToken from, IEnumerable<T> newestFirst, Func<T, JsonObject> shape)
        where T : IArchived
    {
        var page = from.Cut(newestFirst, paging.Size, out var newer, out var older);
        var seed = call.World.Seed;
        string Link(int number, string? token) => Paging.Link(path, call.Query, paging.Size, number, token);
        var start = paging.Page * paging.Size;
        return new JsonObject
        {
            [key] = new JsonArray([.. page.Select(shape)]),
            ["page"] = paging.Page,
            ["page_size"] = paging.Size,
            ["start"] = start,
            ["end"] = Math.Max(start, start + page.Count - 1),
            ["uri"] = Link(paging.Page, paging.Token),
            ["first_page_uri"] = Link(0, null),
            ["next_page_uri"] = older ? Link(paging.Page + 1, PageToken.OlderThan(page[^1].Position).Write(seed)) : null,
            ["previous_page_uri"] = newer && page.Count > 0
                ? Link(Math.Max(0, paging.Page - 1), PageToken.NewerThan(page[0].Position).Write(seed))
                : null,
        };
    }
}
