using System.Security.Cryptography;

namespace OrleansSms.Web.Components.Shell;

/// <summary>A short mark that a person can read out and that stands in the log.</summary>
internal static class Reference
{
    // Without signs that are mistaken for one another.
    private const string Signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public static string Next() => $"{RandomNumberGenerator.GetString(Signs, 4)}-{RandomNumberGenerator.GetString(Signs, 2)}";
}
