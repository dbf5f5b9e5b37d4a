using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using OrleansSms.Web.Languages;

namespace OrleansSms.Web.Tests.Texts;

public sealed class LanguageFormTests
{
    [Fact]
    public async Task A_choice_is_kept_in_the_browser_and_leads_back_to_the_page()
    {
        var context = Sent("de", "/settings/profile");
        Assert.Equal("/settings/profile", Assert.IsType<RedirectHttpResult>(await Take(context)).Url);
        var cookie = context.Response.Headers.SetCookie.ToString();
        Assert.StartsWith(".AspNetCore.Culture=c%3Dde%7Cuic%3Dde;", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_leads_nobody_off_this_site() =>
        Assert.Equal("/inbox", Assert.IsType<RedirectHttpResult>(await Take(Sent("de", "https://elsewhere.example/"))).Url);

    [Theory]
    [InlineData("xx", true)]
    [InlineData("", true)]
    [InlineData("de", false)]
    public async Task What_is_no_language_of_ours_or_not_our_form_is_refused(string language, bool ours)
    {
        var context = Sent(language, "/inbox");
        Assert.IsType<BadRequest>(await Take(context, ours));
        Assert.Empty(context.Response.Headers.SetCookie.ToString());
    }

    private static DefaultHttpContext Sent(string language, string returnUrl) => new()
    {
        Request =
        {
            Method = "POST",
            ContentType = "application/x-www-form-urlencoded",
            Form = new FormCollection(new Dictionary<string, StringValues> { ["language"] = language, ["returnUrl"] = returnUrl }),
        },
    };

    private static Task<IResult> Take(HttpContext context, bool ours = true) => LanguageForm.Take(context, new AntiforgeryDouble(ours), Some.Time);

    private sealed class AntiforgeryDouble(bool isValid) : IAntiforgery
    {
        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => Task.FromResult(isValid);

        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => throw new NotSupportedException();

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => throw new NotSupportedException();

        public void SetCookieTokenAndHeader(HttpContext httpContext) => throw new NotSupportedException();

        public Task ValidateRequestAsync(HttpContext httpContext) => throw new NotSupportedException();
    }
}
