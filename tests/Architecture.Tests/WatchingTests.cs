using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrleansSms.Architecture.Tests;

/// <summary>The dashboard and the alarms look at what is measured, and every alarm is explained.</summary>
public sealed partial class WatchingTests
{
    private const string Dashboard = "deploy/grafana/orleanssms.json";
    private const string Alarms = "deploy/prometheus/alerts.yml";

    [Fact]
    public void Whatever_the_dashboard_shows_is_measured()
    {
        using var dashboard = JsonDocument.Parse(string.Join('\n', Tree.Lines(Dashboard)));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToList();
        var shown = panels.Where(panel => panel.GetProperty("type").GetString() != "row").ToList();

        Assert.NotEmpty(shown);
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(shown, panel => Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray()));
        AssertMeasured(shown.SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!));
    }

    [Fact]
    public void Whatever_an_alarm_goes_by_is_measured() => AssertMeasured(Expressions());

    [Fact]
    public void Everything_of_ours_that_is_measured_is_shown()
    {
        var shown = string.Join('\n', Tree.Lines(Dashboard));

        Assert.All(
            Instruments.Ours.Where(name => !name.EndsWith("_sum", StringComparison.Ordinal) && !name.EndsWith("_count", StringComparison.Ordinal)),
            name => Assert.Contains(name, shown, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_alarm_is_explained_and_no_other_is()
    {
        var alarms = Tree.Lines(Alarms).Select(line => Alarm().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        var explained = Tree.Lines("docs/operations.md").Select(line => Explained().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);

        Assert.Equal(alarms.Count, Expressions().Count());
        Assert.Equal(alarms.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Expressions() =>
        Tree.Lines(Alarms).Select(line => Expression().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    private static void AssertMeasured(IEnumerable<string> expressions)
    {
        var used = expressions.SelectMany(Metrics).ToHashSet();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(Instruments.Ours).Except(Instruments.Foreign));
    }

    /// <summary>What stands in an expression and is neither a label, nor a word of the language, nor called.</summary>
    private static IEnumerable<string> Metrics(string expression) =>
        Word().Matches(Labels().Replace(expression, " ")).Select(match => match.Value).Where(word => word is not ("and" or "or" or "unless" or "bool" or "offset"));

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b[a-z][a-z0-9_]+\b(?!\s*\()")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*- alert: (\w+)$")]
    private static partial Regex Alarm();

    [GeneratedRegex(@"^\s*expr: (.+)$")]
    private static partial Regex Expression();

    [GeneratedRegex(@"^### (\w+)$")]
    private static partial Regex Explained();
}
