using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>The list of messages: filters, and the page that is asked for.</summary>
internal static class MessageListing
{
    public static ApiError? Read(ApiCall call, string path, DateTimeOffset visibleUntil, out JsonObject body)
    {
        body = [];
        if (Paging.Read(call.Query, out var paging) is { } refusal)
        {
            return refusal;
        }

        if (DateFilter.Read(call.Query, "DateSent", out var sent) is { } wrongDate)
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
            body = StableList.Envelope(call, path, "messages", paging, from, all, MessageJson.Of);
        }

        return null;
    }
}
