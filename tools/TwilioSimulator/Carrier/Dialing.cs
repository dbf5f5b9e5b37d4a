namespace OrleansSms.TwilioSimulator.Carrier;

/// <summary>Country of a number in E.164: the longest known prefix wins, Canada's area codes are told apart from the US.</summary>
internal static class Dialing
{
    private static readonly Dictionary<string, string> Prefixes = Table(
        """
        1 US 7 RU 20 EG 27 ZA 30 GR 31 NL 32 BE 33 FR 34 ES 36 HU 39 IT 40 RO 41 CH 43 AT 44 GB 45 DK 46 SE 47 NO 48 PL 49 DE
        51 PE 52 MX 53 CU 54 AR 55 BR 56 CL 57 CO 58 VE 60 MY 61 AU 62 ID 63 PH 64 NZ 65 SG 66 TH 81 JP 82 KR 84 VN 86 CN 90 TR
        91 IN 92 PK 93 AF 94 LK 95 MM 98 IR 212 MA 213 DZ 216 TN 218 LY 221 SN 225 CI 233 GH 234 NG 237 CM 243 CD 244 AO 249 SD
        251 ET 254 KE 255 TZ 256 UG 260 ZM 263 ZW 351 PT 352 LU 353 IE 354 IS 355 AL 356 MT 357 CY 358 FI 359 BG 370 LT 371 LV
        372 EE 373 MD 374 AM 375 BY 376 AD 377 MC 380 UA 381 RS 382 ME 385 HR 386 SI 387 BA 389 MK 420 CZ 421 SK 423 LI 502 GT
        503 SV 504 HN 505 NI 506 CR 507 PA 591 BO 593 EC 595 PY 598 UY 852 HK 853 MO 855 KH 856 LA 880 BD 886 TW 960 MV 961 LB
        962 JO 963 SY 964 IQ 965 KW 966 SA 967 YE 968 OM 971 AE 972 IL 973 BH 974 QA 977 NP 992 TJ 994 AZ 995 GE 996 KG 998 UZ
        """);

    private static readonly HashSet<string> CanadianAreas =
    [
        "204", "226", "236", "249", "250", "263", "289", "306", "343", "354", "365", "367", "368", "382", "403", "416", "418", "428",
        "431", "437", "438", "450", "468", "474", "506", "514", "519", "548", "579", "581", "584", "587", "604", "613", "639", "647",
        "672", "683", "705", "709", "742", "753", "778", "780", "782", "807", "819", "825", "867", "873", "879", "902", "905",
    ];

    private static readonly HashSet<string> TollFreeAreas = ["800", "833", "844", "855", "866", "877", "888"];

    public static string? Country(string number)
    {
        if (!number.StartsWith('+'))
        {
            return null;
        }

        if (number.StartsWith("+1", StringComparison.Ordinal))
        {
            return AreaOf(number) is { } area && CanadianAreas.Contains(area) ? "CA" : "US";
        }

        for (var length = 3; length > 0; length--)
        {
            if (number.Length > length && Prefixes.TryGetValue(number.Substring(1, length), out var country))
            {
                return country;
            }
        }

        return null;
    }

    public static string? AreaOf(string number) =>
        number.Length == 12 && number.StartsWith("+1", StringComparison.Ordinal) ? number.Substring(2, 3) : null;

    public static bool IsTollFree(string number) => AreaOf(number) is { } area && TollFreeAreas.Contains(area);

    private static Dictionary<string, string> Table(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
