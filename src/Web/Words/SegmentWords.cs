using System.Globalization;
using OrleansSms.Conversations;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What the composer's counter says, where a text is counted on the server.</summary>
internal static class SegmentWords
{
    public static string Of(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var counted = SmsSegments.Of(text);
        return counted.Segments == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{counted.Units} / {(counted.Gsm7 ? 160 : 70)}")
            : Phrase.Of(MessageTexts.Texts, ("count", counted.Segments));
    }
}
