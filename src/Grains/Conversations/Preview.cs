using OrleansSms.Conversations;

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

        if (text.Length <= Length)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[Length - 1]) ? Length - 1 : Length;
        return text[..end] + "…";
    }
}
