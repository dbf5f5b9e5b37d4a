using System.Text.RegularExpressions;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Texts;

public sealed partial class TongueTests
{
    [Fact]
    public void A_call_from_outside_speaks_the_language_in_which_it_was_asked_for_and_leaves_the_callers_alone()
    {
        Spoken.Use("de");
        var heard = "";
        var call = Tongue.Keep<int>(_ => heard = Tongue.Now.Words.Name);

        Spoken.Use("en");
        call(1);

        Assert.Equal(("de", "en"), (heard, Tongue.Now.Words.Name));
    }

    [Fact]
    public void Whatever_a_screen_asks_to_be_told_from_outside_comes_in_its_own_language()
    {
        var asked = WebSources.All.SelectMany(source => Asking().Matches(WebSources.Read(source)).Select(match => $"{source}: {match.Value}")).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, one => Assert.Contains("Tongue.Keep", one, StringComparison.Ordinal));
    }

    // Ports call what subscribes to them or watches them on threads of their own.
    [GeneratedRegex(@"(?i:feed|access|names|presence|queues|watch)\.(Subscribe|Watch)\([^\n]*")]
    private static partial Regex Asking();
}
