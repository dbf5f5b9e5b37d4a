namespace OrleansSms.Bench.Compare;

internal static class Median
{
    /// <summary>Of an even number the mean of the two in the middle; of none, not a number.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
