using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Inbox;
using OrleansSms.Live;
using OrleansSms.Members;
using OrleansSms.Web.Components.Conversations;
using OrleansSms.Web.Live;
using OrleansSms.Web.Tests.Live;

namespace OrleansSms.Web.Tests.Conversations;

public sealed class PresenceLineTests : BunitContext
{
    private static readonly Guid Dana = Guid.NewGuid();

    private readonly PresenceDouble _presence = new();
    private readonly Link _link = new();

    public PresenceLineTests()
    {
        var member = new Member(new SignedIn(), new DeskDouble(), new FirstPaint());
        var team = new Team(new ColleaguesDouble { Known = [new(Dana, "Dana", true)] }, member, null!, new FirstPaint());
        team.Load(interactive: false).GetAwaiter().GetResult();
        var company = new Company(_presence, member);
        company.Start(interactive: true);
        Services.AddSingleton<IPresence>(_presence).AddSingleton(company).AddSingleton(team).AddSingleton(_link);
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void Who_is_there_is_shown_and_nobody_is_not()
    {
        var line = Open();
        Assert.Empty(line.FindAll("[data-presence]"));

        _presence.Say((Dana, Doing.Typing));
        line.WaitForAssertion(() => Assert.Equal("Dana is typing a reply", line.Find("[data-presence]").TextContent));
        _presence.Say();
        line.WaitForAssertion(() => Assert.Empty(line.FindAll("[data-presence]")));
    }

    [Fact]
    public async Task What_the_browser_says_is_told_and_who_cannot_be_reached_is_away()
    {
        var line = Open();
        line.Find("presence-line").TriggerEvent("onpresence", new PresenceEventArgs { Doing = "typing" });
        await _link.OnConnectionDownAsync(null!, CancellationToken.None);
        await _link.OnConnectionUpAsync(null!, CancellationToken.None);
        await DisposeComponentsAsync();

        Assert.Equal([Doing.Here, Doing.Typing, Doing.Away, Doing.Typing, null], _presence.Shown);
    }

    private IRenderedComponent<PresenceLine> Open() => Render<PresenceLine>(parameters => parameters.Add(line => line.Id, Some.Conversation));
}
