using OrleansSms.Grains.Lines;

namespace OrleansSms.Grains.Sweeps;

/// <summary>Grain keys of sweeps.</summary>
internal static class SweepKey
{
    public const string Clock = "sweep/clock";
    private const string Prefix = "sweep/";

    public static string For(string line) => Prefix + LineKey.Written(line);

    public static string LineOf(string key) => LineKey.Read(key.AsSpan(Prefix.Length));
}
