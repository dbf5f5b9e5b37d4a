using System.Buffers;

namespace OrleansSms.TwilioSimulator.Messages.Text;

/// <summary>The alphabet of plain SMS.</summary>
internal static class Gsm7
{
    private const string BasicCharacters =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string EscapedCharacters = "\f^{}\\[~]|€";

    private static readonly SearchValues<char> Escaped = SearchValues.Create(EscapedCharacters);
    private static readonly SearchValues<char> Known = SearchValues.Create(BasicCharacters + EscapedCharacters);

    public static bool CanWrite(string text) => !text.AsSpan().ContainsAnyExcept(Known);

    /// <summary>Characters of the extension table travel as an escape and a second septet.</summary>
    public static int SeptetsOf(char character) => Escaped.Contains(character) ? 2 : 1;
}
