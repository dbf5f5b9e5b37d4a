using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary>Telephone calls: placed (the caller's own phone rings first), ended, listed.</summary>
internal static class CallEndpoints
{
    private const int LongestKey = 255;
    private const int LargestBody = 64 * 1024;

    /// <summary>Asking again is safe.</summary>
    public static bool Is(HttpRequest request) => request.Path.Value?.EndsWith("/hang-up", StringComparison.Ordinal) == true;

    public static void MapCalls(this IEndpointRouteBuilder api)
    {
        api.MapPost("/twilio/voice/call", Place)
            .RequireScope(Scopes.Send).WithName("PlaceCall").WithSummary("Call a contact").WithTags("Calls")
            .WithDescription("Your own phone rings first and asks for a key; then the contact is dialled, with the line as caller ID. With the same Idempotency-Key it is one call. A call whose way to the carrier broke off is never dialled again by itself.")
            .Accepts<CallRequest>("application/json")
            .Produces<Call>(StatusCodes.Status201Created).Produces<Call>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        api.MapGet("/twilio/voice/calls/{callId}", Find)
            .RequireScope(Scopes.Read).WithName("GetCall").WithSummary("One call").WithTags("Calls")
            .Produces<Call>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/twilio/voice/calls/{callId}/hang-up", HangUp)
            .RequireScope(Scopes.Send).WithName("HangUpCall").WithSummary("End a call, wherever it stands").WithTags("Calls")
            .Produces<Call>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/twilio/voice/calls", List)
            .RequireScope(Scopes.Read).WithName("ListCalls").WithSummary("Calls of your lines, the newest first").WithTags("Calls")
            .WithDescription("kind: outbound, inbound or missed. who: the id of a member. from and until: ISO 8601.")
            .Produces<CallList>().ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> Place(
        HttpContext http, [FromHeader(Name = SendEndpoint.KeyHeader)] string? idempotencyKey, ICallers callers, ICallDesk desk, IConversationIds ids, TimeProvider time,
        CancellationToken cancellation)
    {
        var (request, unreadable) = await JsonBody.Read<CallRequest>(http, cancellation);
        if (request is null)
        {
            return unreadable!;
        }

        var key = idempotencyKey ?? "";
        if (key.Length > LongestKey)
        {
            return Problem.Invalid(SendEndpoint.KeyHeader, $"The idempotency key is too long: {LongestKey} characters at most.");
        }

        var taken = await desk.Place(new(
            key.Length > 0 ? ids.CallFor(callers.Current.UserId, key) : Guid.CreateVersion7(time.GetUtcNow()),
            request.From ?? "", request.To ?? "", request.ConversationId is { } id ? new ConversationId(id) : null, request.Via), cancellation);
        return taken.Created
            ? TypedResults.Created($"/api/v1/twilio/voice/calls/{taken.Call.Id}", taken.Call)
            : TypedResults.Ok(taken.Call);
    }

    private static async Task<IResult> Find(string callId, ICallDesk desk, CancellationToken cancellation) =>
        Guid.TryParse(callId, out var id) && await desk.Find(id, cancellation) is { } call ? TypedResults.Ok(call) : NoCall();

    private static async Task<IResult> HangUp(string callId, ICallDesk desk, CancellationToken cancellation) =>
        Guid.TryParse(callId, out var id) && await desk.HangUp(id, cancellation) is { } call ? TypedResults.Ok(call) : NoCall();

    private static async Task<IResult> List([AsParameters] CallFilter filter, ICallDesk desk, CancellationToken cancellation)
    {
        var (query, wrong) = filter.Read();
        if (query is null)
        {
            return wrong!;
        }

        var page = await desk.History(query, cancellation);
        return TypedResults.Ok(new CallList(page.Calls, page.NextCursor));
    }

    private static ProblemHttpResult NoCall() =>
        Problem.Of(StatusCodes.Status404NotFound, Refusals.CallNotFound, "This call does not exist or is not shared with you.");
}
