namespace OrleansSms.Grains.Sweeps;

/// <summary>Grain keys of sweeps.</summary>
internal static class SweepKey
{
    public const string Clock = "sweep/clock";
    private const string Prefix = "sweep/";

    public static string For(string line) => Prefix + line;

    public static string LineOf(string key) => key[Prefix.Length..];
}
