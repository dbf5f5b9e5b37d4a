using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary>Texts that wait for their time: read, changed, taken back. Asking again is safe.</summary>
internal static class ScheduledEndpoints
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 200;
    private const int LargestBody = 64 * 1024;

    public static void MapScheduled(this IEndpointRouteBuilder api)
    {
        api.MapGet("/twilio/sms/scheduled", List)
            .RequireScope(Scopes.Read).WithName("ListScheduledSms").WithSummary("Texts that wait for their time, the next first").WithTags("Messages")
            .Produces<ScheduledList>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapPut("/twilio/sms/scheduled/{messageId}", Change)
            .RequireScope(Scopes.Send).WithName("ChangeScheduledSms").WithSummary("Change text or time of a scheduled text").WithTags("Messages")
            .WithDescription("What the body leaves out stays as it is.")
            .Produces<Message>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        api.MapDelete("/twilio/sms/scheduled/{messageId}", Withdraw)
            .RequireScope(Scopes.Send).WithName("CancelScheduledSms").WithSummary("Take back a text that the carrier has not got yet").WithTags("Messages")
            .WithDescription("The message stays in the thread as canceled.")
            .Produces<Message>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> List(string? line, string? cursor, string? limit, IDesk desk, CancellationToken cancellation)
    {
        var size = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size is < 1 or > LargestLimit))
        {
            return Problem.Invalid("limit", $"limit must be a number from 1 to {LargestLimit}.");
        }

        // A raw + of a query string arrives as a space.
        var from = line?.Trim() is { Length: > 0 } number && char.IsAsciiDigit(number[0]) ? "+" + number : line;
        var page = await desk.Scheduled(new(Line: from, Cursor: cursor, Limit: size), cancellation);
        return TypedResults.Ok(new ScheduledList(page.Messages, page.NextCursor));
    }

    private static async Task<IResult> Change(string messageId, RescheduleRequest request, IDesk desk, CancellationToken cancellation) =>
        Guid.TryParse(messageId, out var id) && await desk.Reschedule(id, new(request.Body, request.SendAt, request.CancelOnReply), cancellation) is { } message
            ? TypedResults.Ok(message)
            : NoMessage();

    private static async Task<IResult> Withdraw(string messageId, IDesk desk, CancellationToken cancellation) =>
        Guid.TryParse(messageId, out var id) && await desk.Withdraw(id, cancellation) is { } message
            ? TypedResults.Ok(message)
            : NoMessage();

    private static ProblemHttpResult NoMessage() =>
        Problem.Of(StatusCodes.Status404NotFound, Refusals.MessageNotFound, "This message does not exist or is not shared with you.");
}

/// <summary>A page of what waits for its time.</summary>
internal sealed record ScheduledList(ImmutableArray<Message> Messages, string? NextCursor);

/// <summary>What shall be otherwise of a scheduled text; left out, it stays.</summary>
/// <param name="Body">Up to 1,600 characters.</param>
/// <param name="SendAt">Not before this moment, ISO 8601; at most a year ahead.</param>
/// <param name="CancelOnReply">Not sent if the contact writes before its time.</param>
internal sealed record RescheduleRequest(string? Body, DateTimeOffset? SendAt, bool? CancelOnReply);
