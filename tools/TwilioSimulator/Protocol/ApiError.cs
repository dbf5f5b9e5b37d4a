using System.Text.Json.Nodes;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>An answer that says no.</summary>
internal sealed record ApiError(int Status, int Code, string Message, string? Detail = null)
{
    public static readonly ApiError Authenticate = new(
        401, 20003, "Authentication Error - invalid credentials", "Your AccountSid or AuthToken was incorrect.");

    public static readonly ApiError TestCredentials = new(
        403, 20008, "Resource not accessible with Test Account Credentials");

    public static ApiError Invalid(int code, string message) => new(400, code, message);

    public static ApiError NotFound(string path) => new(404, 20404, $"The requested resource {path} was not found");

    public static ApiError MethodNotAllowed(string method) => new(405, 20004, $"Method not allowed: {method}");

    /// <summary>The error with the HTTP status that belongs to its code.</summary>
    public static ApiError OfCode(int code, string message) => new(StatusOf(code), code, message);

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["code"] = Code,
            ["message"] = Message,
            ["more_info"] = $"https://www.twilio.com/docs/errors/{Code}",
            ["status"] = Status,
        };
        if (Detail is not null)
        {
            json["detail"] = Detail;
        }

        return json;
    }

    private static int StatusOf(int code) => code switch
    {
        20003 => 401,
        20404 => 404,
        20429 => 429,
        20500 => 500,
        20503 => 503,
        _ => 400,
    };
}
