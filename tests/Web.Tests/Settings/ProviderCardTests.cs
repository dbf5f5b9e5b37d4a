using System.Collections.Immutable;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Members;
using OrleansSms.Web.Components.Settings;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Settings;

public sealed class ProviderCardTests : BunitContext
{
    private readonly LinksDouble _links = new();
    private readonly Notices _notices = new();

    public ProviderCardTests()
    {
        Services.AddSingleton(Some.Clock()).AddSingleton<IProviderLinks>(_links).AddSingleton(_notices);
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void Who_is_not_linked_is_shown_the_way_there_and_back()
    {
        var card = Open();

        Assert.Equal("Not linked", card.Find(".tag").TextContent);
        Assert.Equal("sign-in/provider?returnUrl=%2Fsettings%2Fsecurity", card.Find("a.btn").GetAttribute("href"));
        Assert.Equal("false", card.Find("a.btn").GetAttribute("data-enhance-nav"));
    }

    [Fact]
    public void A_link_is_removed_only_after_a_second_yes()
    {
        _links.All = [new("https://id.example.com", "Example", Some.Noon), new("https://old.example.com", "old.example.com", Some.Noon)];
        var card = Open();
        Assert.Equal(["Linked to Example", "Linked to old.example.com"], card.FindAll("li b").Select(name => name.TextContent));

        card.Find("button[aria-label='Unlink old.example.com']").Click();
        Assert.Empty(_links.Removed);
        card.Find(".dialog-foot .btn-danger").Click();

        Assert.Equal(["https://old.example.com"], _links.Removed);
        Assert.Equal(["Linked to Example"], card.FindAll("li b").Select(name => name.TextContent));
        Assert.Empty(card.FindAll(".dialog-foot"));
    }

    [Fact]
    public void A_refusal_is_told_and_the_list_stays()
    {
        _links.All = [new("https://id.example.com", "Example", Some.Noon)];
        _links.Refusal = new(Refusals.LinkNotFound, "This link was removed already.");
        var card = Open();

        card.Find("button[aria-label='Unlink Example']").Click();
        card.Find(".dialog-foot .btn-danger").Click();

        Assert.Contains("This link was removed already.", card.Markup, StringComparison.Ordinal);
        Assert.Single(card.FindAll("li b"));
    }

    private IRenderedComponent<ProviderCard> Open() => Render<ProviderCard>(card => card.Add(one => one.Provider, new ProviderDouble()));

    private sealed class ProviderDouble : ISignInProvider
    {
        public string Name => "Example";

        public Task Begin(string returnPath, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class LinksDouble : IProviderLinks
    {
        public ImmutableArray<ProviderLink> All { get; set; } = [];

        public List<string> Removed { get; } = [];

        public RefusedException? Refusal { get; set; }

        public Task<ImmutableArray<ProviderLink>> Mine(CancellationToken cancellation) => Task.FromResult(All);

        public Task Unlink(string issuer, CancellationToken cancellation)
        {
            if (Refusal is { } refusal)
            {
                return Task.FromException(refusal);
            }

            Removed.Add(issuer);
            All = All.RemoveAll(link => link.Issuer == issuer);
            return Task.CompletedTask;
        }
    }
}
