using System.Collections.Immutable;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Inbox;
using OrleansSms.Members;
using OrleansSms.Web.Components.Parts;
using OrleansSms.Web.Components.Settings;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Settings;

public sealed class TokensPageTests : BunitContext
{
    private readonly TokensDouble _tokens = new();
    private readonly Notices _notices = new();
    private readonly SignedInAs _person = new();

    public TokensPageTests()
    {
        Services.AddSingleton(Some.Clock("Europe/Berlin")).AddSingleton<IApiTokens>(_tokens).AddSingleton<IDesk>(new DeskDouble());
        Services.AddSingleton<FirstPaint>().AddSingleton<Member>().AddSingleton(_notices).AddSingleton<AuthenticationStateProvider>(_person);
        ComponentFactories.AddStub<Title>();
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void Who_has_no_token_is_told_what_one_is_for() =>
        Assert.Contains("You have no tokens", Open(Role.Member).Find(".empty").TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_token_is_listed_with_what_it_may_do_its_last_use_and_its_end()
    {
        _tokens.Add("Report", Scopes.Read | Scopes.Send, Some.Noon.AddDays(3), Some.Noon.AddMinutes(-10));
        _tokens.Add("Old", Scopes.All, Some.Noon.AddDays(-1), null);

        var rows = Open(Role.Member).FindAll("[data-token]").Select(row => row.TextContent).ToList();

        Assert.Contains("Read, send", rows[0], StringComparison.Ordinal);
        Assert.Contains("12:50", rows[0], StringComparison.Ordinal);
        Assert.Contains("192.0.2.1", rows[0], StringComparison.Ordinal);
        Assert.Contains("Soon", rows[0], StringComparison.Ordinal);
        Assert.Contains("Everything", rows[1], StringComparison.Ordinal);
        Assert.Contains("Never", rows[1], StringComparison.Ordinal);
        Assert.Contains("Expired", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_token_is_shown_once_and_then_never_again()
    {
        var page = Open(Role.Member);
        page.FindAll("button").Single(button => button.TextContent == "New token").Click();
        page.Find("#token-name").Change("Report");
        page.FindAll(".choices input")[1].Change(true);
        page.Find("#token-end").Change("date");
        page.Find("#token-date").Change("2026-12-24");
        page.Find("form.dialog-form").Submit();

        Assert.Equal(("Report", Scopes.Read | Scopes.Send, new DateTimeOffset(2026, 12, 24, 23, 0, 0, TimeSpan.Zero)), Assert.Single(_tokens.Made));
        Assert.Equal("osms_secret", page.Find("#token-secret").TextContent);
        page.FindAll("button").Single(button => button.TextContent == "I have it").Click();
        Assert.DoesNotContain("osms_secret", page.Markup, StringComparison.Ordinal);
        Assert.Single(page.FindAll("[data-token]"));
    }

    [Theory]
    [InlineData(Role.Member, 2)]
    [InlineData(Role.Admin, 3)]
    [InlineData(Role.Owner, 3)]
    public void A_member_is_not_offered_to_administer(Role role, int choices)
    {
        var page = Open(role);
        page.FindAll("button").Single(button => button.TextContent == "New token").Click();

        Assert.Equal(choices, page.FindAll(".choices input").Count);
    }

    [Fact]
    public void What_is_refused_is_told_in_the_dialog_and_what_was_typed_stays()
    {
        _tokens.Refusal = new(Refusals.InvalidToken, "Enter a name.");
        var page = Open(Role.Member);
        page.FindAll("button").Single(button => button.TextContent == "New token").Click();
        page.Find("#token-name").Change("x");
        page.Find("form.dialog-form").Submit();

        Assert.Contains("Enter a name.", page.Find("dialog [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("x", page.Find("#token-name").GetAttribute("value"));
    }

    [Fact]
    public void Revoking_asks_before_and_can_be_left()
    {
        _tokens.Add("Report", Scopes.Read, null, null);
        var page = Open(Role.Member);
        page.Find("[data-token] button").Click();
        page.FindAll("dialog button").Single(button => button.TextContent == "Keep it").Click();
        Assert.Single(page.FindAll("[data-token]"));

        page.Find("[data-token] button").Click();
        page.FindAll("dialog button").Single(button => button.TextContent == "Revoke").Click();

        Assert.Empty(page.FindAll("[data-token]"));
        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal("Revoked", Assert.Single(_notices.Shown).Text);
    }

    [Fact]
    public void An_owner_sees_those_of_others_too()
    {
        _tokens.AddOfOther("Theirs", "mia@example.com");

        Assert.Contains("mia@example.com", Open(Role.Owner).Find("[data-token]").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<TokensPage> Open(Role role)
    {
        _person.Role = role;
        return Render<TokensPage>();
    }

    private sealed class SignedInAs : AuthenticationStateProvider
    {
        public Role Role { get; set; }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, Some.Me.ToString()), new(ClaimTypes.Name, "sam"), new(ClaimTypes.Role, Word.Of(Role))], "test"))));
    }

    private sealed class TokensDouble : IApiTokens
    {
        private readonly List<ApiToken> _mine = [];
        private readonly List<ApiToken> _others = [];

        public List<(string Name, Scopes Scopes, DateTimeOffset? End)> Made { get; } = [];

        public RefusedException? Refusal { get; set; }

        public ApiToken Add(string name, Scopes scopes, DateTimeOffset? end, DateTimeOffset? used)
        {
            _mine.Add(new(Guid.NewGuid(), name, "osms_ab12", scopes, "sam@example.com", Some.Noon, end, used, used is null ? null : "192.0.2.1"));
            return _mine[^1];
        }

        public void AddOfOther(string name, string owner) => _others.Add(new(Guid.NewGuid(), name, null, Scopes.All, owner, Some.Noon, null, null, null));

        public Task<ImmutableArray<ApiToken>> Mine(CancellationToken cancellation) => Task.FromResult<ImmutableArray<ApiToken>>([.. _mine]);

        public Task<ImmutableArray<ApiToken>> Others(CancellationToken cancellation) => Task.FromResult<ImmutableArray<ApiToken>>([.. _others]);

        public Task<NewApiToken> Create(string name, Scopes scopes, DateTimeOffset? expiresAt, CancellationToken cancellation)
        {
            if (Refusal is { } refusal)
            {
                throw refusal;
            }

            Made.Add((name, scopes, expiresAt));
            return Task.FromResult(new NewApiToken(Add(name, scopes, expiresAt, null), "osms_secret"));
        }

        public Task Revoke(Guid id, CancellationToken cancellation)
        {
            _mine.RemoveAll(token => token.Id == id);
            return Task.CompletedTask;
        }
    }
}
