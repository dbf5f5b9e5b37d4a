using System.Text.RegularExpressions;

namespace OrleansSms.Architecture.Tests;

public sealed partial class HouseStyleTests
{
    private const int LongestFile = 200;

    [Fact]
    public void No_source_is_longer_than_two_hundred_lines() =>
        Assert.Empty(Tree.Sources("src").Where(source => Tree.Lines(source).Length > LongestFile).ToList());

    [Fact]
    public void Nothing_is_left_for_later_and_no_test_is_skipped() => Assert.Empty(
        ((string[])["src", "tests"]).SelectMany(Tree.Sources)
            .Where(source => Path.GetFileName(source) != $"{nameof(HouseStyleTests)}.cs" && Tree.Lines(source).Any(line => Unfinished().IsMatch(line))).ToList());

    [Fact]
    public void Types_have_names_of_the_trade() => Assert.Empty(Tree.Sources("src")
        // What Orleans calls a grain service is one.
        .SelectMany(source => Tree.Lines(source).Select(line => Declared().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value))
        .Where(name => Banned().IsMatch(name) && name is not ("IFeedService" or "FeedService")).ToList());

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bSkip\s*=")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\b(?:class|interface|struct|record)\s+([A-Z]\w*)")]
    private static partial Regex Declared();

    [GeneratedRegex("(Manager|Helper|Service|Extensions)$")]
    private static partial Regex Banned();
}
