using System.Collections.Immutable;
using PhoneNumbers;

namespace OrleansSms.PhoneNumbers;

/// <summary>What a number itself gives away of whoever has it. Guesses: numbers are ported and people travel.</summary>
public static class NumberFacts
{
    private static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();
    private static readonly PhoneNumberToTimeZonesMapper Zones = PhoneNumberToTimeZonesMapper.GetInstance();

    /// <summary>Of a range that has no mobile phones in it: most of them cannot receive texts.</summary>
    public static bool LooksLikeLandline(string number) => Read(number) is { } parsed && Util.GetNumberType(parsed) == PhoneNumberType.FIXED_LINE;

    /// <summary>The zones in which the number may be at home; empty where nothing is known.</summary>
    public static ImmutableArray<TimeZoneInfo> TimeZones(string number)
    {
        if (Read(number) is not { } parsed)
        {
            return [];
        }

        var zones = ImmutableArray.CreateBuilder<TimeZoneInfo>();
        foreach (var name in Names(parsed))
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            {
                zones.Add(zone);
            }
        }

        return zones.ToImmutable();
    }

    // Of a range that nobody is given, the country still says something.
    private static List<string> Names(global::PhoneNumbers.PhoneNumber parsed) =>
        Util.IsValidNumber(parsed) ? Zones.GetTimeZonesForNumber(parsed) : Zones.GetTimeZonesForGeographicalNumber(parsed);

    private static global::PhoneNumbers.PhoneNumber? Read(string number)
    {
        try
        {
            return number.StartsWith('+') ? Util.Parse(number, null) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
