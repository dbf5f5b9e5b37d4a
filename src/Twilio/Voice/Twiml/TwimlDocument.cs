using System.Text;
using System.Xml;

namespace OrleansSms.Twilio.Voice.Twiml;

/// <summary>An answer in the carrier's language. Whatever a text or an address holds, it stays text.</summary>
internal static class TwimlDocument
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    public static byte[] Write(Action<XmlWriter> verbs)
    {
        using var document = new MemoryStream();
        using (var xml = XmlWriter.Create(document, Settings))
        {
            xml.WriteStartElement("Response");
            verbs(xml);
            xml.WriteEndElement();
        }

        return document.ToArray();
    }

    /// <summary>A verb without a text.</summary>
    public static void Verb(this XmlWriter xml, string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        xml.Open(name, attributes);
        xml.WriteEndElement();
    }

    /// <summary>A verb with a text.</summary>
    public static void Verb(this XmlWriter xml, string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        xml.Open(name, attributes);
        xml.WriteString(Clean(text));
        xml.WriteEndElement();
    }

    /// <summary>A verb that others stand in; whoever opens it ends it. What is null is left out.</summary>
    public static void Open(this XmlWriter xml, string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                xml.WriteAttributeString(attribute, Clean(value));
            }
        }
    }

    /// <summary>Without the characters that no XML may hold, not even escaped.</summary>
    private static string Clean(string text)
    {
        StringBuilder? clean = null;
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]);
            if (!isPair && !XmlConvert.IsXmlChar(text[i]))
            {
                (clean ??= new(text))[i] = '\uFFFD';
            }

            i += isPair ? 1 : 0;
        }

        return clean?.ToString() ?? text;
    }
}
