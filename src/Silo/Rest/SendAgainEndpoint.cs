using System.Security.Claims;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary><c>POST …/messages/{id}/send-again</c>: one attempt more of a message that could not be confirmed. Asked twice it is one.</summary>
internal static class SendAgainEndpoint
{
    /// <summary>Asking again is safe.</summary>
    public static bool Is(HttpRequest request) => request.Path.Value?.EndsWith("/send-again", StringComparison.Ordinal) == true;

    public static void MapSendAgain(this IEndpointRouteBuilder api) => api.MapPost("/twilio/sms/messages/{messageId}/send-again", SendAgain)
        .RequireScope(Scopes.Send).WithName("SendSmsAgain").WithSummary("Send a text again that could not be confirmed").WithTags("Messages")
        .Produces<Message>()
        .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> SendAgain(string messageId, IDesk desk, CancellationToken cancellation) =>
        Guid.TryParse(messageId, out var id) && await desk.SendAgain(id, cancellation) is { } message
            ? TypedResults.Ok(message)
            : Problem.Of(StatusCodes.Status404NotFound, Refusals.MessageNotFound, "This message does not exist or is not shared with you.");
}
