using System.Globalization;
using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>The list of messages: filters, and pages that stay stable when new messages arrive.</summary>
internal static class MessageListing
{
    public static ApiError? Read(ApiCall call, string path, DateTimeOffset visibleUntil, out JsonObject body)
    {
        body = [];
        if (Paging.Read(call.Query, out var paging) is { } refusal)
        {
            return refusal;
        }

        if (SentFilter.Read(call.Query, out var sent) is { } wrongDate)
        {
            return wrongDate;
        }

        if (!PageToken.TryRead(call.World.Seed, paging.Token, out var from))
        {
            return ApiError.Invalid(21481, "Invalid page token");
        }

        lock (call.World.Gate)
        {
            var all = call.World.Messages.NewestFirst.Where(message =>
                message.AccountSid == call.Account.Sid
                && message.Created <= visibleUntil
                && (call.Query.Given("To") is not { } to || message.To == to)
                && (call.Query.Given("From") is not { } sender || message.From == sender)
                && sent.Accepts(message.Sent));
            var page = from.Cut(all, paging.Size, out var newer, out var older);
            body = Envelope(call, path, paging, page, newer, older);
        }

        return null;
    }

    private static JsonObject Envelope(
        ApiCall call, string path, Paging paging, IReadOnlyList<Message> page, bool newer, bool older)
    {
        var seed = call.World.Seed;
        string Link(int number, string? token) => Paging.Link(path, call.Query, paging.Size, number, token);
        var start = paging.Page * paging.Size;
        return new JsonObject
        {
            ["messages"] = new JsonArray([.. page.Select(MessageJson.Of)]),
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

/// <summary>The three date filters of the list; a message that was never sent matches none of them.</summary>
internal sealed record SentFilter(DateTimeOffset? From, DateTimeOffset? Until)
{
    public static ApiError? Read(WireForm query, out SentFilter filter)
    {
        filter = new(null, null);
        foreach (var (name, lower, upper) in new[] { ("DateSent", true, true), ("DateSent>", true, false), ("DateSent<", false, true) })
        {
            if (query.Given(name) is not { } text)
            {
                continue;
            }

            if (!DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            {
                return ApiError.Invalid(20422, $"Invalid date in {name}");
            }

            var isDay = text.Length <= 10;
            filter = new(
                lower ? instant : filter.From,
                upper ? (isDay ? instant.AddDays(1).AddTicks(-1) : instant) : filter.Until);
        }

        return null;
    }

    public bool Accepts(DateTimeOffset? sent) =>
        (From is null || sent >= From) && (Until is null || sent <= Until);
}
