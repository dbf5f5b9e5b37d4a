using System.Globalization;

namespace OrleansSms.Grains.Conversations;

/// <summary>The start of a message as a list row shows it: one line, no cut emoji.</summary>
internal static class Preview
{
    private const int Length = 120;

    public static string Of(string body, bool hasMedia)
    {
        var text = string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0)
        {
            return hasMedia ? "Photo" : "";
        }

        return text.Length <= Length ? text : text[..WholeCharacters(text)] + "…";
    }

    private static int WholeCharacters(string text)
    {
        var end = 0;
        for (var next = 0; next <= Length; next += StringInfo.GetNextTextElementLength(text, next))
        {
            end = next;
        }

        // One character longer than all the room is cut after all, though never a surrogate pair.
        return end > 0 ? end : char.IsHighSurrogate(text[Length - 1]) ? Length - 1 : Length;
    }
}
