using System.Text;
using System.Xml.Linq;

namespace OrleansSms.TwilioSimulator.Twiml;

/// <summary>A text that TwiML asks for.</summary>
internal sealed record TwimlMessage(string Body, IReadOnlyList<string> Media, string? To, string? From, string? Action, string Method);

/// <summary>What an answer to an inbound text says: replies, another document to fetch, or what is wrong with it.</summary>
internal sealed record TwimlDocument(IReadOnlyList<TwimlMessage> Messages, string? Redirect, string RedirectMethod, int? ErrorCode)
{
    private static readonly TwimlDocument Empty = new([], null, "POST", null);

    public static TwimlDocument Read(string? contentType, byte[] body)
    {
        if (body.Length == 0)
        {
            return Empty;
        }

        var media = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        return media switch
        {
            "text/plain" => Empty with { Messages = [new(Encoding.UTF8.GetString(body), [], null, null, null, "POST")] },
            "text/xml" or "application/xml" or "text/html" => Parse(body),
            _ => Wrong(12300),
        };
    }

    private static TwimlDocument Wrong(int code) => Empty with { ErrorCode = code };

    private static TwimlDocument Parse(byte[] body)
    {
        if (TwimlXml.Read(body, out var root) is { } wrong)
        {
            return Wrong(wrong);
        }

        var messages = new List<TwimlMessage>();
        foreach (var verb in root.Elements())
        {
            switch (verb.Name.LocalName)
            {
                case "Message" or "Sms":
                    messages.Add(MessageOf(verb));
                    break;
                case "Redirect":
                    return new(messages, verb.Value.Trim(), MethodOf(verb), null);
            }
        }

        return new(messages, null, "POST", null);
    }

    private static TwimlMessage MessageOf(XElement verb)
    {
        var bodies = verb.Elements().Where(child => child.Name.LocalName == "Body").Select(child => child.Value).ToList();
        var text = bodies.Count > 0 ? string.Concat(bodies) : string.Concat(verb.Nodes().OfType<XText>().Select(node => node.Value)).Trim();
        return new(
            text,
            [.. verb.Elements().Where(child => child.Name.LocalName == "Media").Select(child => child.Value.Trim())],
            (string?)verb.Attribute("to"),
            (string?)verb.Attribute("from"),
            (string?)verb.Attribute("action") ?? (string?)verb.Attribute("statusCallback"),
            MethodOf(verb));
    }

    private static string MethodOf(XElement verb) =>
        string.Equals((string?)verb.Attribute("method"), "GET", StringComparison.OrdinalIgnoreCase) ? "GET" : "POST";
}
