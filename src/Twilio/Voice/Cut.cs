namespace OrleansSms.Twilio.Voice;

/// <summary>Shortens a text, and never through the middle of a character.</summary>
internal static class Cut
{
    public static string To(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
