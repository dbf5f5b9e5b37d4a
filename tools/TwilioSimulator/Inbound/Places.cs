using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator.Inbound;

/// <summary>Where a number seems to be. Best effort, like the carrier's: mostly empty.</summary>
internal static class Places
{
    private static readonly Dictionary<string, (string City, string State, string Zip)> Areas = new()
    {
        ["206"] = ("SEATTLE", "WA", "98101"),
        ["212"] = ("NEW YORK", "NY", "10001"),
        ["213"] = ("LOS ANGELES", "CA", "90012"),
        ["305"] = ("MIAMI", "FL", "33131"),
        ["312"] = ("CHICAGO", "IL", "60601"),
        ["415"] = ("SAN FRANCISCO", "CA", "94103"),
        ["512"] = ("AUSTIN", "TX", "78701"),
        ["617"] = ("BOSTON", "MA", "02108"),
    };

    public static IEnumerable<KeyValuePair<string, string>> Fields(string prefix, string number)
    {
        var (city, state, zip) = Dialing.AreaOf(number) is { } area && Areas.TryGetValue(area, out var place) ? place : ("", "", "");
        yield return new(prefix + "City", city);
        yield return new(prefix + "State", state);
        yield return new(prefix + "Zip", zip);
        yield return new(prefix + "Country", Dialing.Country(number) ?? "");
    }
}
