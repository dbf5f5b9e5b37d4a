namespace OrleansSms.Tests;

/// <summary>Texts with what the counter says of them, for the server's rules and for the page's: both must come to the same.</summary>
internal static class TextVectors
{
    private const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

    /// <summary>Text, whether every sign is of GSM-7, units, segments.</summary>
    public static readonly (string Text, bool Gsm7, int Units, int Segments)[] Counted =
    [
        ("", true, 0, 1),
        (A(160), true, 160, 1),
        (A(161), true, 161, 2),
        (A(306), true, 306, 2),
        (A(307), true, 307, 3),
        (A(1600), true, 1600, 11),
        (A(158) + "€", true, 160, 1),
        (A(159) + "€", true, 161, 2),
        (A(157) + "€[", true, 161, 2),
        (A(152) + "€" + A(151), true, 305, 2),
        (A(152) + "€" + A(152), true, 306, 3),
        ("~{}[]^|€\\", true, 18, 1),
        ("a\r\nb", true, 4, 1),
        (new('я', 70), false, 70, 1),
        (new('я', 71), false, 71, 2),
        (new('я', 135), false, 135, 3),
        (A(159) + "\u2019", false, 160, 3),
        (A(150) + "\U0001F600", false, 152, 3),
        (Times("\U0001F600", 66), false, 132, 2),
        (Times("\U0001F600", 67), false, 134, 3),
        (Times(Family, 10), false, 110, 2),
        ("e" + new string('\u0301', 200), false, 201, 3),
        ("ça va", false, 5, 1),
        ("a\tb", false, 3, 1),
        ("я\r\nя", false, 4, 1),
    ];

    /// <summary>Text as a phone writes it, and as it costs least without saying anything else.</summary>
    public static readonly (string Text, string Plain)[] Plain =
    [
        ("It\u2019s \u201Cfine\u201D \u2013 see you\u2026", "It's \"fine\" - see you..."),
        ("a\u00A0b\u202Fc\u2009d\te", "a b c d e"),
        ("hid\u200Bden\u00AD \uFEFFmarks\u200E", "hidden marks"),
        ("`code` 3\u00D74", "'code' 3x4"),
        ("Ren\u00E9e \u00E7a \u0142 \u00BD", "Ren\u00E9e \u00E7a \u0142 \u00BD"),
        (Family + " \u2764\uFE0F", Family + " \u2764\uFE0F"),
        ("one\u2028two", "one\ntwo"),
    ];

    private static string A(int length) => new('a', length);

    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
