using System.Globalization;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>The three filters on one date of a list; a record without that date matches none of them.</summary>
internal sealed record DateFilter(DateTimeOffset? From, DateTimeOffset? Until)
{
    public static ApiError? Read(WireForm query, string field, out DateFilter filter)
    {
        filter = new(null, null);
        foreach (var (name, lower, upper) in new[] { (field, true, true), (field + ">", true, false), (field + "<", false, true) })
        {
            if (query.Given(name) is not { } text)
            {
                continue;
            }

            if (!DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            {
                return ApiError.Invalid(20422, $"Invalid date in {name}");
            }

            var isDay = text.Length <= 10;
            filter = new(
                lower ? instant : filter.From,
                upper ? (isDay ? instant.AddDays(1).AddTicks(-1) : instant) : filter.Until);
        }

        return null;
    }

    public bool Accepts(DateTimeOffset? date) =>
        (From is null || date >= From) && (Until is null || date <= Until);
}
