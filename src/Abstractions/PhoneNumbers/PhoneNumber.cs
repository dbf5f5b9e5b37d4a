using System.Globalization;
using PhoneNumbers;

namespace OrleansSms.PhoneNumbers;

/// <summary>The one canonicaliser: every door spells a number the same way before anything is computed from it.</summary>
public static class PhoneNumber
{
    // The library's words for a code that nobody has and for one of no single country.
    private const string Nowhere = "ZZ";
    private const string International = "001";
    private const int NorthAmerica = 1;

    private static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    /// <summary>The E.164 form of what a person typed, in any usual spelling; null when it is no phone number.</summary>
    /// <param name="region">ISO country a national number is read in; null: only international numbers are understood.</param>
    public static string? Parse(string? typed, string? region = null)
    {
        var (before, number) = (typed, ParseOnce(typed, region));
        // Digits that make no number of any plan can be read differently the second time: the form that stays is the one.
        // What a carrier sends has it already and is read once.
        for (var rounds = 0; rounds < 5 && number is not null && number != before; rounds++)
        {
            (before, number) = (number, ParseOnce(number, null) ?? number);
        }

        return number;
    }

    /// <summary>How a sender that the carrier named is kept: E.164, or trimmed as it is (short codes and names text too).</summary>
    /// <remarks>An address of another channel (<c>whatsapp:+1…</c>) is not the number in it: it stays as it is.</remarks>
    public static string Canonical(string sender) =>
        (IsOfAnotherChannel(sender) ? null : Parse(sender)) ?? sender.Trim().ToUpper(CultureInfo.InvariantCulture);

    /// <summary>For the eye: +44 7700 900226. What is no phone number stays as it is.</summary>
    public static string Display(string number) =>
        TryRead(number) is { } parsed ? Util.Format(parsed, PhoneNumberFormat.INTERNATIONAL) : number;

    /// <summary>ISO country of an E.164 number; null when it belongs to none.</summary>
    /// <remarks>A number of a range that is not handed out (yet) belongs to the main country of its code.</remarks>
    public static string? Region(string number) =>
        TryRead(number) is { } parsed && (Util.GetRegionCodeForNumber(parsed) ?? Util.GetRegionCodeForCountryCode(parsed.CountryCode))
            is var region and not (Nowhere or International) ? region : null;

    /// <summary>ISO countries that have numbers of their own and a name.</summary>
    public static IEnumerable<string> Regions => Util.GetSupportedRegions().Where(region => region is not (Nowhere or International) && IsCountry(region));

    /// <summary>What kind of sender a number of ours is.</summary>
    public static NumberKind Kind(string number) => TryRead(number) switch
    {
        null => NumberKind.ShortCode,
        { CountryCode: NorthAmerica } parsed when Util.GetNumberType(parsed) == PhoneNumberType.TOLL_FREE => NumberKind.TollFree,
        { CountryCode: NorthAmerica } => NumberKind.LongCode,
        _ => NumberKind.International,
    };

    /// <summary>Whether a person typed three to six digits: such senders of texts, and emergency numbers, nobody calls from here.</summary>
    public static bool IsShortCode(string? typed) => typed?.Trim() is { Length: >= 3 and <= 6 } digits && digits.All(char.IsAsciiDigit);

    /// <summary>For logs: the first digits and the last two.</summary>
    public static string Mask(string number) => number.Length < 7 ? "…" : $"{number[..4]}…{number[^2..]}";

    private static bool IsCountry(string region)
    {
        try
        {
            return new RegionInfo(region).TwoLetterISORegionName == region;
        }
        catch (ArgumentException)
        {
            // Some islands have numbers, and no country of theirs is known here.
            return false;
        }
    }

    private static string? ParseOnce(string? typed, string? region)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > 60)
        {
            return null;
        }

        try
        {
            var number = Util.Parse(typed, region);
            return Util.IsPossibleNumber(number) && !number.HasExtension ? Util.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static bool IsOfAnotherChannel(string sender) =>
        sender.Contains(':', StringComparison.Ordinal) && !sender.StartsWith("tel:", StringComparison.OrdinalIgnoreCase);

    private static global::PhoneNumbers.PhoneNumber? TryRead(string number)
    {
        if (!number.StartsWith('+'))
        {
            return null;
        }

        try
        {
            return Util.Parse(number, null);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
