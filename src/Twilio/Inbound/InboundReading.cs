using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Twilio.Inbound;

/// <summary>Understands the fields of an inbound message. Fields we do not know are none of our business.</summary>
internal static class InboundReading
{
    // The carrier's limit is 1,600 characters; some room for what it counts differently.
    private const int MaxBody = 4 * SmsSegments.MaxLength;
    private const int MaxSender = 64;
    private const int MaxUrl = 4000;
    private const int MaxMedia = 30;

    /// <returns>The message, or why there is none, for a person.</returns>
    public static (InboundSms? Sms, string? NotUnderstood) Read(WebhookForm fields)
    {
        var sid = fields.Text("MessageSid"u8) ?? fields.Text("SmsSid"u8) ?? fields.Text("SmsMessageSid"u8);
        if (!Sid.IsUsable(sid))
        {
            return (null, "There is no usable MessageSid.");
        }

        var (from, to) = (fields.Text("From"u8) ?? "", fields.Text("To"u8) ?? "");
        if (from.Contains(':', StringComparison.Ordinal) || to.Contains(':', StringComparison.Ordinal))
        {
            // "whatsapp:+1…" is another mailbox than the number in it: an answer by SMS would go to the wrong place.
            return (null, "From and To are of a channel that is not SMS.");
        }

        var line = PhoneNumber.Canonical(to);
        if (!LineNumber.Is(line))
        {
            return (null, "The number that was texted (To) is missing or is no phone number.");
        }

        var contact = PhoneNumber.Canonical(from);
        if (contact.Length is 0 or > MaxSender)
        {
            return (null, "The sender (From) is missing or too long.");
        }

        var body = fields.Text("Body"u8) ?? "";
        if (body.Length > MaxBody)
        {
            return (null, "The text is longer than a message can be.");
        }

        return Media(fields) is { } media
            ? (new(sid!, line, contact, body, Segments(fields, body), media, OptOut(fields)), null)
            : (null, "An attachment's address is not a web address.");
    }

    private static ImmutableArray<MediaItem>? Media(WebhookForm fields)
    {
        var told = fields.Number("NumMedia"u8);
        var media = ImmutableArray.CreateBuilder<MediaItem>();
        for (var i = 0; i < Math.Min(told ?? MaxMedia, MaxMedia); i++)
        {
            if (fields.Text("MediaUrl"u8, i) is not { } url)
            {
                if (told is null)
                {
                    break;
                }

                continue;
            }

            // It becomes a link on a page: nothing but http may pass.
            if (url.Length > MaxUrl || !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            {
                return null;
            }

            media.Add(new(url, fields.Text("MediaContentType"u8, i)));
        }

        return media.ToImmutable();
    }

    private static int Segments(WebhookForm fields, string body) =>
        fields.Number("NumSegments"u8) is > 0 and var told ? told : SmsSegments.Of(body).Segments;

    private static string? OptOut(WebhookForm fields) =>
        fields.Text("OptOutType"u8)?.Trim().ToUpperInvariant() is ("STOP" or "START" or "HELP") and var told ? told : null;
}
