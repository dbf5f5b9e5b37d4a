using System.Globalization;

namespace OrleansSms.Web.Words;

/// <summary>A number and its noun.</summary>
internal static class Plural
{
    public static string Of(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");
}
