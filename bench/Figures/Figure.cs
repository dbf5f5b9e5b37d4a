namespace OrleansSms.Bench.Figures;

/// <summary>One figure to reach.</summary>
/// <param name="Name">As docs/performance.md numbers it.</param>
/// <param name="AtLeast">Else: at most.</param>
internal sealed record Figure(string Name, string What, bool AtLeast, double Limit, double Value, string Unit)
{
    public bool Met => AtLeast ? Value >= Limit : Value <= Limit;

    public static Figure Least(string name, string what, double limit, double value, string unit = "×") => new(name, what, true, limit, value, unit);

    public static Figure Most(string name, string what, double limit, double value, string unit = "×") => new(name, what, false, limit, value, unit);
}
