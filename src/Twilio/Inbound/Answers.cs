using Microsoft.AspNetCore.Http;

namespace OrleansSms.Twilio.Inbound;

/// <summary>What the carrier is answered when a webhook was taken. Never plain text: it would be sent to the customer as a message.</summary>
internal static class Answers
{
    private static readonly byte[] NothingToReply = """<?xml version="1.0" encoding="UTF-8"?><Response></Response>"""u8.ToArray();

    /// <summary>Taken; replies go through the outbox, never through this answer.</summary>
    public static Task Received(HttpContext http)
    {
        http.Response.ContentType = "text/xml";
        http.Response.ContentLength = NothingToReply.Length;
        return http.Response.Body.WriteAsync(NothingToReply).AsTask();
    }

    public static Task Reported(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
