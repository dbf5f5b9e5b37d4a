using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary>Reading conversations and their heads.</summary>
internal static class ConversationEndpoints
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 200;

    public static void MapConversations(this IEndpointRouteBuilder api)
    {
        api.MapGet("/twilio/sms/conversation/{conversationId}", Page)
            .RequireScope(Scopes.Read).WithName("GetConversation").WithSummary("A page of messages, oldest first").WithTags("Conversations")
            .Produces<ConversationPage>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/conversations", List)
            .RequireScope(Scopes.Read).WithName("ListConversations").WithSummary("Conversations, newest activity first").WithTags("Conversations")
            .Produces<ConversationList>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/conversations/{conversationId}", Head)
            .RequireScope(Scopes.Read).WithName("GetConversationHead").WithSummary("One conversation without its messages").WithTags("Conversations")
            .Produces<ConversationItem>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Page(
        string conversationId, string? before, string? limit, IDesk desk, CancellationToken cancellation)
    {
        if (!TryNumber(limit, 1, LargestLimit, out var size))
        {
            return Problem.Invalid("limit", $"limit must be a number from 1 to {LargestLimit}.");
        }

        if (!TryNumber(before, 1, int.MaxValue, out var number))
        {
            return Problem.Invalid("before", "before must be an entry number, 1 or more.");
        }

        if (!ConversationId.TryParse(conversationId, null, out var id)
            || await desk.Thread(id, number, size ?? DefaultLimit, cancellation) is not { } open)
        {
            return Problem.NoConversation();
        }

        return TypedResults.Ok(new ConversationPage(
            id, open.Row.Head.Line, open.Row.Head.Contact, open.Row.Head.SmsCount, open.Row.Unread, open.Page.Messages, open.Page.NextBefore));
    }

    private static async Task<IResult> List(
        string? line, string? state, string? unread, string? q, string? cursor, string? limit, IDesk desk, CancellationToken cancellation)
    {
        if (!TryNumber(limit, 1, LargestLimit, out var size))
        {
            return Problem.Invalid("limit", $"limit must be a number from 1 to {LargestLimit}.");
        }

        if (state is not null && Word.Read<ConversationState>(state) is null)
        {
            return Problem.Invalid("state", "state must be open, snoozed or done.");
        }

        if (unread is not (null or "true" or "false"))
        {
            return Problem.Invalid("unread", "unread must be true or false.");
        }

        var page = await desk.Inbox(new(
            // A raw + of a query string arrives as a space.
            line?.Trim() is { Length: > 0 } number && char.IsAsciiDigit(number[0]) ? "+" + number : line,
            Word.Read<ConversationState>(state), unread is null ? null : unread == "true", q, cursor, size ?? DefaultLimit), cancellation);
        return TypedResults.Ok(new ConversationList([.. page.Rows.Select(ConversationItem.Of)], page.NextCursor));
    }

    private static async Task<IResult> Head(string conversationId, IDesk desk, CancellationToken cancellation) =>
        ConversationId.TryParse(conversationId, null, out var id) && await desk.Row(id, cancellation) is { } row
            ? TypedResults.Ok(ConversationItem.Of(row))
            : Problem.NoConversation();

    private static bool TryNumber(string? text, int least, int most, out int? number)
    {
        number = null;
        if (text is null)
        {
            return true;
        }

        if (!int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var parsed) || parsed < least || parsed > most)
        {
            return false;
        }

        number = parsed;
        return true;
    }
}

/// <summary>A page of one conversation.</summary>
/// <param name="UnreadCount">What came in since the caller last read.</param>
/// <param name="Messages">The newest page or the one before <c>before</c>, oldest first.</param>
/// <param name="NextBefore">For the page above; null at the beginning.</param>
internal sealed record ConversationPage(
    ConversationId ConversationId, string Line, string Contact, int SmsCount, int UnreadCount, ImmutableArray<Message> Messages, int? NextBefore);

/// <summary>A page of the list.</summary>
internal sealed record ConversationList(ImmutableArray<ConversationItem> Conversations, string? NextCursor);

/// <summary>One conversation as the caller sees it.</summary>
internal sealed record ConversationItem(
    ConversationId Id, string Line, string Contact, int SmsCount, int UnreadCount, ConversationState State, bool OptedOut,
    string Preview, Direction PreviewDirection, DeliveryStatus PreviewStatus, DateTimeOffset LastActivityAt, DateTimeOffset CreatedAt, long Version)
{
    public static ConversationItem Of(InboxRow row) => new(
        row.Head.Id, row.Head.Line, row.Head.Contact, row.Head.SmsCount, row.Unread, row.Head.State, row.Head.OptedOut,
        row.Head.Preview, row.Head.PreviewDirection, row.Head.PreviewStatus, row.Head.LastActivityAt, row.Head.CreatedAt, row.Head.Version);
}
