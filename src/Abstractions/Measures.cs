using System.Diagnostics.Metrics;

namespace OrleansSms;

/// <summary>
/// What the product measures of itself. The names of instruments are a contract with dashboards and alarms, their labels are
/// words of ours: never a number, a name or an id.
/// </summary>
public static class Measures
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "OrleansSms";

    /// <summary>One for the process. While nobody listens, measuring costs a look at a field.</summary>
    public static readonly Meter Meter = new(Name);
}
