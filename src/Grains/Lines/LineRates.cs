using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using OrleansSms.Grains.Ports;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Lines;

/// <summary>The pace of each line: its own, else the one set for all, else that of its kind of number.</summary>
internal sealed class LineRates(IOptions<LineOptions> options)
{
    private const int ShortestShortCode = 3;
    private const int LongestShortCode = 8;

    private readonly FrozenDictionary<string, double> _own = options.Value.Rates.ToFrozenDictionary(rate => Read(rate.Key)!, rate => rate.Value);

    public LinePace Of(string line) => new(
        _own.TryGetValue(line, out var own) ? own : options.Value.SegmentsPerSecond ?? OfKind(PhoneNumber.Kind(line)), options.Value.Burst);

    /// <summary>The line that a key means; null when it means none. An environment variable has no plus sign in its name.</summary>
    public static string? Read(string key) =>
        key.Length is >= ShortestShortCode and <= LongestShortCode && key.All(char.IsAsciiDigit) ? key
        : PhoneNumber.Parse(key.StartsWith('+') ? key : "+" + key);

    /// <summary>What carriers allow a number that nobody registered for more.</summary>
    private static double OfKind(NumberKind kind) => kind switch
    {
        NumberKind.LongCode => 1,
        NumberKind.TollFree => 3,
        NumberKind.ShortCode => 100,
        _ => 10,
    };
}
