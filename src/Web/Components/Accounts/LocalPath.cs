namespace OrleansSms.Web.Components.Accounts;

/// <summary>Where to go after signing in: only within this site.</summary>
internal static class LocalPath
{
    public const string Default = "/inbox";

    public static string Of(string? asked) =>
        asked is ['/', ..] and not ['/', '/' or '\\', ..] && !asked.Any(char.IsControl) ? asked : Default;
}
