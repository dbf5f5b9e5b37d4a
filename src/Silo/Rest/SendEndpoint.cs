using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary><c>POST /api/v1/twilio/sms/send</c>: 201 once the message is durable; the same key and body again is 200 with the same message.</summary>
internal static class SendEndpoint
{
    public const string KeyHeader = "Idempotency-Key";
    public const string DepthHeader = "Queue-Depth";
    public const string WaitHeader = "Queue-Wait-Seconds";
    private const int LongestKey = 255;
    private const int LargestBody = 64 * 1024;
    private static readonly TimeSpan ShortWhile = TimeSpan.FromMilliseconds(250);

    public static void MapSend(this IEndpointRouteBuilder api) => api.MapPost("/twilio/sms/send", Send)
        .RequireScope(Scopes.Send).WithName("SendSms").WithSummary("Send a text").WithTags("Messages")
        .WithDescription($"Headers of the answer: {DepthHeader}, how many texts wait on the line for their turn, and {WaitHeader}, about how long one that is written now has to wait.")
        .Accepts<SendRequest>("application/json")
        .Produces<Message>(StatusCodes.Status201Created).Produces<Message>()
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithMetadata(new RequestSizeLimitAttribute(LargestBody));

    private static async Task<IResult> Send(
        HttpContext http, [FromHeader(Name = KeyHeader)] string? idempotencyKey, ICallers callers, IDesk desk, ILineQueues queues, IConversationIds ids, TimeProvider time, CancellationToken cancellation)
    {
        var (request, unreadable) = await JsonBody.Read<SendRequest>(http, cancellation);
        if (request is null)
        {
            return unreadable!;
        }

        var key = idempotencyKey ?? "";
        if (key.Length > LongestKey)
        {
            return Problem.Invalid(KeyHeader, $"The idempotency key is too long: {LongestKey} characters at most.");
        }

        FaultPoint.Reach("send.admitted");
        var taken = await desk.Send(new(
            key.Length > 0 ? ids.MessageFor(callers.Current.UserId, key) : Guid.CreateVersion7(time.GetUtcNow()),
            request.From ?? "", request.To ?? "", request.Body ?? "",
            request.ConversationId is { } id ? new ConversationId(id) : null,
            [.. request.MediaUrls ?? []], request.SendAt, CancelOnReply: request.CancelOnReply ?? false), cancellation);
        await TellQueue(http.Response, taken.Message, queues, time);
        FaultPoint.Reach("send.answering");
        return taken.Created
            ? TypedResults.Created($"/api/v1/twilio/sms/conversation/{taken.Message.ConversationId}", taken.Message)
            : TypedResults.Ok(taken.Message);
    }

    /// <summary>What waits on the line, for a caller that wants to pace itself. Without an answer in a moment it goes untold: the text is taken.</summary>
    private static async Task TellQueue(HttpResponse response, Message message, ILineQueues queues, TimeProvider time)
    {
        if (message.Status != DeliveryStatus.Queued)
        {
            return;
        }

        var asked = queues.Of(message.From);
        await ((Task)asked.WaitAsync(ShortWhile, time)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (asked.IsCompletedSuccessfully)
        {
            var backlog = await asked;
            response.Headers[DepthHeader] = backlog.Texts.ToString(CultureInfo.InvariantCulture);
            response.Headers[WaitHeader] = Math.Ceiling(backlog.WaitOfNext(time.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }
}
