using Microsoft.AspNetCore.Http;

namespace OrleansSms.Twilio.Inbound;

/// <summary>What the carrier is answered when a webhook was taken. Never plain text: it would be sent to the customer as a message, or read out.</summary>
internal sealed class DoorAnswer
{
    /// <summary>Taken; replies go through the outbox, never through this answer.</summary>
    public static readonly DoorAnswer NothingToReply = new("""<?xml version="1.0" encoding="UTF-8"?><Response></Response>"""u8.ToArray());

    /// <summary>Taken, and nothing else to say.</summary>
    public static readonly DoorAnswer Done = new(null);

    private readonly byte[]? _xml;

    private DoorAnswer(byte[]? xml) => _xml = xml;

    public static DoorAnswer Twiml(byte[] document) => new(document);

    public Task Give(HttpContext http)
    {
        if (_xml is null)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        http.Response.ContentType = "text/xml";
        http.Response.ContentLength = _xml.Length;
        return http.Response.Body.WriteAsync(_xml).AsTask();
    }
}
