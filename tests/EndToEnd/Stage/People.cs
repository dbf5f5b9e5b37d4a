using System.Globalization;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>Numbers of people whom no other test writes to.</summary>
internal static class People
{
    private static int _last;

    public static string Next() => string.Create(CultureInfo.InvariantCulture, $"+1212{5550000 + Interlocked.Increment(ref _last)}");
}

/// <summary>Our numbers.</summary>
internal static class OurLines
{
    public const string First = "+14155550100";
    public const string Second = "+14155550101";
}
