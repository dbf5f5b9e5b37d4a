using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Texts;

public sealed class SpokenLanguageTests
{
    [Theory]
    [InlineData("/inbox", null, "en")]
    [InlineData("/inbox", "de-AT,de;q=0.9,en;q=0.5", "de")]
    [InlineData("/inbox", "fr,en;q=0.5", "en")]
    [InlineData("/inbox", "fr", "en")]
    public async Task A_page_speaks_the_first_language_of_the_browser_that_it_knows(string path, string? accepted, string spoken) =>
        Assert.Equal(spoken, await Asked(path, accepted, cookie: null));

    [Theory]
    [InlineData("c=de|uic=de", "de")]
    [InlineData("c=xx|uic=xx", "en")]
    [InlineData("nothing like that", "en")]
    public async Task What_was_chosen_comes_before_what_the_browser_asks_for(string cookie, string spoken) => Assert.Equal(spoken, await Asked("/inbox", "en", cookie));

    [Fact]
    public async Task Programs_are_answered_in_no_language_but_the_servers()
    {
        Spoken.Use("en");
        Assert.Equal("en", await Asked("/api/v1/conversations", "de", "c=de|uic=de"));
    }

    private static async Task<string> Asked(string path, string? accepted, string? cookie)
    {
        var app = new ApplicationBuilder(new ServiceCollection().AddLogging().BuildServiceProvider());
        var spoken = "";
        app.UseWebLanguages();
        app.Run(_ =>
        {
            spoken = Tongue.Now.Words.Name;
            return Task.CompletedTask;
        });
        var context = new DefaultHttpContext { Request = { Path = path } };
        context.Request.Headers.AcceptLanguage = accepted;
        context.Request.Headers.Cookie = cookie is null ? null : $".AspNetCore.Culture={Uri.EscapeDataString(cookie)}";
        await app.Build()(context);
        return spoken;
    }
}
