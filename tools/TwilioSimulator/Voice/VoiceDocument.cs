using System.Text;
using System.Xml.Linq;
using OrleansSms.TwilioSimulator.Twiml;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>The verbs of a TwiML answer to a voice webhook, and where relative addresses in it lead.</summary>
internal sealed record VoiceDocument(string Url, IReadOnlyList<XElement> Verbs, WebhookLogEntry? Delivery)
{
    public const int LongestInline = 4000;

    /// <summary>The document, or the code of what is wrong with it.</summary>
    public static (VoiceDocument? Document, int? Error) Read(string url, string? contentType, byte[] body, WebhookLogEntry? delivery)
    {
        VoiceDocument With(params XElement[] verbs) => new(url, verbs, delivery);
        var media = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        switch (media)
        {
            case var _ when body.Length == 0:
                return (With(), null);
            case "text/plain":
                return (With(new XElement("Say", Encoding.UTF8.GetString(body))), null);
            case not null when media.StartsWith("audio/", StringComparison.Ordinal):
                return (With(new XElement("Play", url)), null);
            case "text/xml" or "application/xml" or "text/html":
                return TwimlXml.Read(body, out var root) is { } wrong ? (null, wrong) : (With([.. root.Elements()]), null);
            default:
                return (null, 12300);
        }
    }

    public static (VoiceDocument? Document, int? Error) Inline(string twiml) => twiml.Length > LongestInline
        ? (null, 32018)
        : Read("", "text/xml", Encoding.UTF8.GetBytes(twiml), null);

    /// <summary>The absolute form of an address in this document; null when there is none.</summary>
    public string? Resolve(string? target)
    {
        if (string.IsNullOrWhiteSpace(target))
        {
            return Url.Length == 0 ? null : Url;
        }

        var text = target.Trim();
        return Uri.TryCreate(text, UriKind.Absolute, out var absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal) ? text
            : Url.Length > 0 && Uri.TryCreate(new Uri(Url), text, out var relative) ? relative.OriginalString
            : null;
    }
}
