using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace OrleansSms.Grains.Lines;

/// <summary>
/// A text's form in which what we gave to the carrier equals what it has on record: without the prefix of a trial account,
/// look-alike characters as its smart encoding writes them, white space of any kind and length as one space.
/// </summary>
internal static class CarrierText
{
    private const string TrialPrefix = "Sent from your Twilio trial account - ";

    /// <summary>What stands for which code points; a range is two of them with a hyphen.</summary>
    private static readonly (string By, string Points)[] LookAlikes =
    [
        ("\"", "00AB 00BB 201C-201F 02BA 02EE 275D 275E 301D 301E FF02"),
        ("'", "2018 2019 201B 02B9 02BB-02BD 02C8 02CA 02CB 0060 00B4 275B 275C 0313 0314 FE10 FE11 FF07"),
        ("/", "00F7 29F8 0337 0338 2044 2215 FF0F"),
        ("1/4", "00BC"), ("1/2", "00BD"), ("3/4", "00BE"),
        ("\\", "29F9 29F5 20E5 FE68 FF3C"),
        ("_", "0332 2017 FF3F"),
        ("|", "20D2 20D3 2223 FF5C 23B8 23B9 23D0 239C 239F"),
        ("-", "2010 2013-2015 2022 2043 23BC 23BD FE63 FF0D"),
        ("@", "FE6B FF20"), ("$", "FE69 FF04"), ("!", "01C3 FE15 FE57 FF01"), ("#", "FE5F FF03"), ("%", "FE6A FF05"), ("&", "FE60 FF06"),
        ("!!", "203C"),
        (",", "201A 0326 3001 FE50 FE51 FF0C FF64"),
        ("(", "2768 276A 27EE 2985 FE59 FF08"),
        (")", "2769 276B 27EF 2986 FE5A FF09"),
        ("*", "204E 2217 229B 2722-2725 2731-2733 273A-273D 2743 2749-274B 29C6 FE61 FF0A"),
        ("+", "02D6 FE62 FF0B"),
        (".", "3002 FE52 FF0E FF61"), ("...", "2026"),
        ("0", "FF10"), ("1", "FF11"), ("2", "FF12"), ("3", "FF13"), ("4", "FF14"), ("5", "FF15"), ("6", "FF16"), ("7", "FF17"), ("8", "FF18"), ("9", "FF19"),
        (":", "02D0 02F8 2982 A789 FE13 FF1A"), (";", "204F FE14 FE54 FF1B"),
        ("<", "2039 FE64 FF1C"), ("=", "0347 A78A FE66 FF1D"), (">", "203A FE65 FF1E"), ("?", "FE16 FE56 FF1F"),
        ("A", "FF21 1D00"), ("B", "FF22 0299"), ("C", "FF23 1D04"), ("D", "FF24 1D05"), ("E", "FF25 1D07"), ("F", "FF26 A730"), ("G", "FF27 0262"),
        ("H", "FF28 029C"), ("I", "FF29 026A"), ("J", "FF2A 1D0A"), ("K", "FF2B 1D0B"), ("L", "FF2C 029F"), ("M", "FF2D 1D0D"), ("N", "FF2E 0274"),
        ("O", "FF2F 1D0F"), ("P", "FF30 1D18"), ("Q", "FF31"), ("R", "FF32 0280"), ("S", "FF33 A731"), ("T", "FF34 1D1B"), ("U", "FF35 1D1C"),
        ("V", "FF36 1D20"), ("W", "FF37 1D21"), ("X", "FF38"), ("Y", "FF39 028F"), ("Z", "FF3A 1D22"),
        ("^", "02C6 0302 1DCD FF3E"),
        ("{", "2774 FE5B FF5B"), ("}", "2775 FE5C FF5D"), ("[", "FF3B"), ("]", "FF3D"),
        ("~", "02DC 02F7 0303 0330 0334 223C FF5E"),
        (" ", "00A0 2000-200A 202F 205F 2028 2029 3000 0080 008D 0090 009B 009F"),
        ("", "0000 0003 0004 0010-0014 0017 0019 200B 200C 2060 FEFF"),
    ];

    private static readonly FrozenDictionary<char, string> Replacements =
        LookAlikes.SelectMany(row => Read(row.Points).Select(point => (Point: point, row.By))).ToFrozenDictionary(pair => pair.Point, pair => pair.By);

    public static bool AreSame(string ours, string theirs) =>
        Normal(ours) is var text && (text == Normal(theirs) || (theirs.StartsWith(TrialPrefix, StringComparison.Ordinal) && text == Normal(theirs[TrialPrefix.Length..])));

    internal static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            foreach (var written in Replacements.TryGetValue(sign, out var by) ? by : sign.ToString())
            {
                if (!char.IsWhiteSpace(written))
                {
                    normal.Append(written);
                }
                else if (normal.Length > 0 && normal[^1] != ' ')
                {
                    normal.Append(' ');
                }
            }
        }

        return normal.ToString().TrimEnd();
    }

    private static IEnumerable<char> Read(string points) => points.Split(' ').SelectMany(part =>
    {
        var ends = part.Split('-').Select(point => int.Parse(point, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1).Select(point => (char)point);
    });
}
