namespace OrleansSms.Grains.Conversations;

/// <summary>Text that every store and wire can hold: no NUL, no half of a surrogate pair.</summary>
internal static class StorableText
{
    private const char Replacement = '\uFFFD';

    public static string Of(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                return Clean(text);
            }
        }

        return text;
    }

    private static string Clean(string text) => string.Create(text.Length, text, static (clean, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                (clean[i], clean[i + 1]) = (text[i], text[i + 1]);
                i++;
            }
            else
            {
                clean[i] = text[i] == '\0' || char.IsSurrogate(text[i]) ? Replacement : text[i];
            }
        }
    });
}
