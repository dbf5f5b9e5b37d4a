using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace OrleansSms.Twilio.Inbound;

/// <summary>One way of turning a webhook away. Its answer is made once: a flood of them must not cost more than writing bytes.</summary>
internal sealed class Refusal
{
    public static readonly Refusal TooLarge = new(413, "Content Too Large", "too-large", "The request is larger than anything the carrier sends.");
    public static readonly Refusal TooSlow = new(408, "Request Timeout", "too-slow", "The request did not arrive in time.") { Ends = true };
    public static readonly Refusal BadHttp = new(400, "Bad Request", "bad-request", "The request is not proper HTTP.");
    public static readonly Refusal UnknownAccount = new(403, "Forbidden", "unknown-account", "This is not an account of this installation.") { IsOfSignature = true };
    public static readonly Refusal MissingSignature = new(403, "Forbidden", "missing-signature", "The request is not signed.") { IsOfSignature = true };
    public static readonly Refusal BadSignature = new(403, "Forbidden", "bad-signature", "The signature does not belong to this request.") { IsOfSignature = true };
    public static readonly Refusal Busy = new(503, "Service Unavailable", "busy", "Too much at once. Please send it again.") { RetryAfter = "2" };
    public static readonly Refusal TryAgain = new(503, "Service Unavailable", "try-again", "This cannot be stored right now. Please send it again.") { RetryAfter = "5" };

    private readonly int _status;
    private readonly byte[] _body;

    private Refusal(int status, string title, string code, string sentence)
    {
        (_status, Code) = (status, code);
        _body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["type"] = "about:blank", ["title"] = title, ["status"] = status, ["detail"] = sentence, ["code"] = code,
        });
    }

    /// <summary>Stable, for programs and counts.</summary>
    public string Code { get; }

    /// <summary>Says that the request may not be the carrier's, or that we are not set up for it.</summary>
    public bool IsOfSignature { get; private init; }

    /// <summary>Nothing more is read from this caller.</summary>
    private bool Ends { get; init; }

    private string? RetryAfter { get; init; }

    public Task Answer(HttpContext http)
    {
        var response = http.Response;
        response.StatusCode = _status;
        response.ContentType = "application/problem+json";
        response.ContentLength = _body.Length;
        if (RetryAfter is not null)
        {
            response.Headers.RetryAfter = RetryAfter;
        }

        if (Ends)
        {
            response.Headers.Connection = "close";
        }

        return response.Body.WriteAsync(_body).AsTask();
    }
}
