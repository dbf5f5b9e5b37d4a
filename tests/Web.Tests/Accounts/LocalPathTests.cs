using OrleansSms.Web.Components.Accounts;

namespace OrleansSms.Web.Tests.Accounts;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/inbox/1?view=unread", "/inbox/1?view=unread")]
    [InlineData(null, "/inbox")]
    [InlineData("", "/inbox")]
    [InlineData("https://elsewhere.example", "/inbox")]
    [InlineData("//elsewhere.example", "/inbox")]
    [InlineData("/\\elsewhere.example", "/inbox")]
    [InlineData("/in\tbox", "/inbox")]
    [InlineData("javascript:alert(1)", "/inbox")]
    public void Signing_in_leads_only_to_this_site(string? asked, string expected) => Assert.Equal(expected, LocalPath.Of(asked));
}
