using Microsoft.AspNetCore.Http.HttpResults;

namespace OrleansSms.Silo.Rest;

/// <summary>An error answer: status, stable code, a sentence for a person and, where it is about one, the field.</summary>
internal static class Problem
{
    public static ProblemHttpResult Of(int status, string code, string detail, string? field = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (field is not null)
        {
            extensions["field"] = field;
        }

        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }

    public static ProblemHttpResult Of(RefusedException refused)
    {
        var (status, field) = refused.Code switch
        {
            Refusals.InvalidNumber => (StatusCodes.Status400BadRequest, "to"),
            Refusals.SameNumber => (StatusCodes.Status400BadRequest, "to"),
            Refusals.NoPhone => (StatusCodes.Status400BadRequest, "via"),
            Refusals.EmptyMessage => (StatusCodes.Status400BadRequest, "body"),
            Refusals.MessageTooLong => (StatusCodes.Status400BadRequest, "body"),
            Refusals.TooManyMedia => (StatusCodes.Status400BadRequest, "mediaUrls"),
            Refusals.InvalidMedia => (StatusCodes.Status400BadRequest, "mediaUrls"),
            Refusals.InvalidSendTime => (StatusCodes.Status400BadRequest, "sendAt"),
            Refusals.ConversationMismatch => (StatusCodes.Status400BadRequest, "conversationId"),
            Refusals.InvalidCursor => (StatusCodes.Status400BadRequest, "cursor"),
            Refusals.UnknownLine => (StatusCodes.Status403Forbidden, "from"),
            Refusals.OptedOut => (StatusCodes.Status409Conflict, "to"),
            Refusals.NothingToSendAgain => (StatusCodes.Status409Conflict, null),
            Refusals.TooLate or Refusals.NotScheduled => (StatusCodes.Status409Conflict, null),
            Refusals.IdempotencyKeyReused => (StatusCodes.Status422UnprocessableEntity, "Idempotency-Key"),
            Refusals.ConversationNotFound or Refusals.CallNotFound => (StatusCodes.Status404NotFound, null),
            Refusals.LineNotFound => (StatusCodes.Status404NotFound, null),
            Refusals.OwnersOnly or Refusals.NotAllowed or Refusals.InsufficientScope => (StatusCodes.Status403Forbidden, null),
            Refusals.TokenNotFound or Refusals.CarrierAccountNotFound or Refusals.ImportNotFound => (StatusCodes.Status404NotFound, null),
            Refusals.CarrierAccountInUse => (StatusCodes.Status409Conflict, null),
            Refusals.ReadOnlyLine => (StatusCodes.Status403Forbidden, "from"),
            _ => (StatusCodes.Status400BadRequest, (string?)null),
        };
        return Of(status, refused.Code, refused.Message, refused.Field ?? field);
    }

    public static ProblemHttpResult NoConversation() =>
        Of(StatusCodes.Status404NotFound, Refusals.ConversationNotFound, "This conversation does not exist or is not shared with you.");

    /// <summary>Refused before anything was done.</summary>
    public static ProblemHttpResult Busy() => Of(StatusCodes.Status503ServiceUnavailable, "busy", "Too much at once. Nothing was done: try again in a few seconds.");

    public static ProblemHttpResult Invalid(string field, string detail) =>
        Of(StatusCodes.Status400BadRequest, "invalid-" + System.Text.RegularExpressions.Regex.Replace(field, "([A-Z])", "-$1").ToLowerInvariant(), detail, field);
}
