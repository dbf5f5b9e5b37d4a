using System.Globalization;
using OrleansSms.Bench.Figures;

namespace OrleansSms.Bench.Report;

/// <summary>Target, figure, met or not.</summary>
internal static class FigureTable
{
    public static void Print(TextWriter output, IEnumerable<Figure> figures)
    {
        output.WriteLine();
        output.WriteLine("| # | figure | target | reached | met |");
        output.WriteLine("| --- | --- | --: | --: | --- |");
        foreach (var figure in figures.OrderBy(figure => int.Parse(figure.Name.AsSpan(1).TrimEnd('m'), CultureInfo.InvariantCulture)))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {figure.Name} | {figure.What} | {(figure.AtLeast ? "≥" : "≤")} {figure.Limit} {figure.Unit} | {figure.Value:F2} {figure.Unit} | {(figure.Met ? "yes" : "no")} |"));
        }
    }
}
