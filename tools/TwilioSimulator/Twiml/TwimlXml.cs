using System.Xml;
using System.Xml.Linq;

namespace OrleansSms.TwilioSimulator.Twiml;

/// <summary>Reads the XML of a TwiML document.</summary>
internal static class TwimlXml
{
    /// <summary>The code of what is wrong with the document, or null and its root.</summary>
    public static int? Read(byte[] body, out XElement root)
    {
        root = null!;
        try
        {
            // Document type definitions stay forbidden: nothing outside the answer is ever read.
            using var stream = new MemoryStream(body);
            using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            root = XDocument.Load(reader).Root!;
        }
        catch (XmlException)
        {
            return 12100;
        }

        return root.Name.LocalName == "Response" ? null : 12102;
    }
}
