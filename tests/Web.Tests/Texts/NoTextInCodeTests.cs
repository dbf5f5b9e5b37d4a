using System.Text.RegularExpressions;

namespace OrleansSms.Web.Tests.Texts;

public sealed partial class NoTextInCodeTests
{
    // Names and signs that are the same in every language.
    private static readonly HashSet<string> Same = ["Hint=\"U\"", "placeholder=\"AC…\"", "\"F6 Shift+F6\"", "\"Home End\"", "\"Mac OS\"", "\"M{x} {y}h1v1h-1z\""];

    public static TheoryData<string> Sources => [.. WebSources.All];

    [Theory, MemberData(nameof(Sources))]
    public void What_people_read_stands_in_the_texts(string source)
    {
        var text = WebSources.Read(source);
        var said = (source.EndsWith(".razor", StringComparison.Ordinal) ? RazorText.In(text) : []).Concat(Sentences(text));
        Assert.DoesNotContain(said, one => !Same.Contains(one));
    }

    [Theory]
    [InlineData("<p>Hello</p>", "Hello")]
    [InlineData("<p>@Name says <b>no</b></p>", "says", "no")]
    [InlineData("@if (a < b)\n{\n    <p aria-label=\"Close\">@(x ? \"A\" : \"B\") &middot;</p>\n}\nelse\n{\n    <i>no</i>\n}", "aria-label=\"Close\"", "no")]
    [InlineData("<Icon Name=\"x\" Title=\"@T.Close\" />@T.Of(\"a b\", (\"n\", 1))<br>", new string[0])]
    [InlineData("@foreach (var x in new List<string>())\n{\n    var y = $\"{x}: {z(\"a\")}\";\n    <a title=\"@x of @y\">@y?.Name</a>\n}", "title=\"@x of @y\"")]
    public void The_scan_sees_what_a_file_says(string razor, params string[] said) => Assert.Equal(said, RazorText.In(razor));

    // A capital letter, small ones, and a space somewhere: a sentence. What goes to the log or to a developer is no page's text.
    private static IEnumerable<string> Sentences(string text) => text.Split('\n')
        .Where(line => !ForOthers().IsMatch(line))
        .SelectMany(line => Sentence().Matches(line)).Select(match => match.Value);

    [GeneratedRegex("""
        (?<!=)"(?=[^"]*[a-z])(?:[A-Z][^"]*[ ][^"]*|[A-Z][^"]*[.!…])"
        """)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"LoggerMessage|new (InvalidOperation|KeyNotFound|Argument\w*|Format)Exception|^\s*//")]
    private static partial Regex ForOthers();
}
