using System.Globalization;
using System.Text;

namespace OrleansSms.TwilioSimulator.Messages.Text;

/// <summary>Replaces look-alike characters by ones that plain SMS can write.</summary>
internal static class SmartEncoding
{
    private static readonly Dictionary<char, string> Replacements = Build();

    public static string Apply(string text)
    {
        if (Gsm7.CanWrite(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (Replacements.TryGetValue(character, out var replacement))
            {
                result.Append(replacement);
            }
            else
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }

    private static Dictionary<char, string> Build()
    {
        var table = new Dictionary<char, string>();
        foreach (var line in Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var replacement = words[0] switch { "space" => " ", "spaces7" => "       ", "nothing" => "", var other => other };
            foreach (var code in words.Skip(1).SelectMany(Codes))
            {
                table[code] = replacement;
            }
        }

        Run('0', 10, 0xFF10);
        Run('A', 26, 0xFF21);
        return table;

        void Run(char first, int count, int wideFirst)
        {
            for (var i = 0; i < count; i++)
            {
                table[(char)(wideFirst + i)] = ((char)(first + i)).ToString();
            }
        }
    }

    private static IEnumerable<char> Codes(string word)
    {
        var ends = word.Split('-');
        var first = int.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var last = int.Parse(ends[^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return Enumerable.Range(first, last - first + 1).Select(code => (char)code);
    }

    private const string Lines =
        """
        " 00AB 00BB 201C 201D 201E 201F 02BA 02EE 275D 275E 301D 301E FF02
        ' 2018 2019 201B 02B9 02BB 02BC 02BD 02C8 02CA 02CB 0060 00B4 275B 275C 0313 0314 FE10 FE11 FF07
        / 00F7 29F8 0337 0338 2044 2215 FF0F
        1/4 00BC
        1/2 00BD
        3/4 00BE
        \ 29F9 29F5 20E5 FE68 FF3C
        _ 0332 2017 FF3F
        | 20D2 20D3 2223 FF5C 23B8 23B9 23D0 239C 239F
        - 2010 2013 2014 2015 2022 2043 23BC 23BD FE63 FF0D
        @ FE6B FF20
        $ FE69 FF04
        ! 01C3 FE15 FE57 FF01
        # FE5F FF03
        % FE6A FF05
        & FE60 FF06
        !! 203C
        , 201A 0326 3001 FE50 FE51 FF0C FF64
        ( 2768 276A 27EE 2985 FE59 FF08
        ) 2769 276B 27EF 2986 FE5A FF09
        * 204E 2217 229B 2722-2725 2731-2733 273A-273D 2743 2749-274B 29C6 FE61 FF0A
        + 02D6 FE62 FF0B
        . 3002 FE52 FF0E FF61
        ... 2026
        : 02D0 02F8 2982 A789 FE13 FF1A
        ; 204F FE14 FE54 FF1B
        < 2039 FE64 FF1C
        = 0347 A78A FE66 FF1D
        > 203A FE65 FF1E
        ? FE16 FE56 FF1F
        ^ 02C6 0302 1DCD FF3E
        { 2774 FE5B FF5B
        } 2775 FE5C FF5D
        [ FF3B
        ] FF3D
        ~ 02DC 02F7 0303 0330 0334 223C FF5E
        A 1D00
        B 0299
        C 1D04
        D 1D05
        E 1D07
        F A730
        G 0262
        H 029C
        I 026A
        J 1D0A
        K 1D0B
        L 029F
        M 1D0D
        N 0274
        O 1D0F
        P 1D18
        R 0280
        S A731
        T 1D1B
        U 1D1C
        V 1D20
        W 1D21
        Y 028F
        Z 1D22
        space 00A0 2000-200A 202F 205F 2028 2029 3000 0080 008D 0090 009B 009F
        nothing 0000 0003 0004 0010-0014 0017 0019 200B 200C 2060 FEFF
        spaces7 0009
        """;
}
