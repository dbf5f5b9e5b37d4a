using System.Text;
using OrleansSms.Postgres.Checks;
using static System.FormattableString;

namespace OrleansSms.Silo.Check;

/// <summary>The report as a table for people, and under it what is wrong and what to do.</summary>
internal static class ReportText
{
    public static string Write(CheckReport report)
    {
        var text = new StringBuilder();
        Line(text, Invariant($"Checked {report.Database} as of {report.At:yyyy-MM-dd HH:mm:ss} UTC"));
        Line(text, "");
        var width = report.Results.Max(result => result.Title.Length);
        foreach (var result in report.Results)
        {
            Line(text, $"{result.Title.PadRight(width)}  {Outcome(result)}{(result.Note is null ? "" : $" ({result.Note})")}");
        }

        foreach (var result in report.Results.Where(result => result.Outcome != CheckOutcome.Ok))
        {
            Explain(text, result);
        }

        Line(text, "");
        Line(text, Sum(report));
        return text.ToString();
    }

    private static string Outcome(CheckResult result) => result.Outcome switch
    {
        CheckOutcome.Ok => "ok",
        CheckOutcome.Wrong => Invariant($"WRONG {result.Found:N0}"),
        _ => "NOT CHECKED",
    };

    private static void Explain(StringBuilder text, CheckResult result)
    {
        Line(text, "");
        if (result.Outcome == CheckOutcome.NotChecked)
        {
            Line(text, $"Not checked: {result.Title}. {result.Reason}");
            return;
        }

        Line(text, Invariant($"Not so for {result.Found:N0}: {result.Title} ({result.Name})"));
        foreach (var offender in result.First)
        {
            Line(text, $"  {offender.Id}  {offender.Detail}");
        }

        if (result.Found > result.First.Length)
        {
            Line(text, Invariant($"  and {result.Found - result.First.Length:N0} more"));
        }

        Line(text, $"  What to do: {result.WhatToDo}");
    }

    private static string Sum(CheckReport report)
    {
        var wrong = report.Results.Count(result => result.Outcome == CheckOutcome.Wrong);
        var open = report.Results.Count(result => result.Outcome == CheckOutcome.NotChecked);
        return (wrong, open) switch
        {
            (0, 0) => "All is well.",
            (_, 0) => Invariant($"{wrong} of {report.Results.Length} checks found something wrong."),
            _ => Invariant($"{wrong} of {report.Results.Length} checks found something wrong, {open} could not be made."),
        };
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
