using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Inbox;
using OrleansSms.Members;
using OrleansSms.Operations;
using OrleansSms.Tray;
using OrleansSms.Web.Components.Operations;
using OrleansSms.Web.Components.Parts;
using OrleansSms.Web.Components.Sweeps;
using OrleansSms.Web.Live;
using OrleansSms.Web.Tests.Tray;

namespace OrleansSms.Web.Tests.Operations;

public sealed class OperationsPageTests : BunitContext
{
    private static readonly LineOutbox Main = new(Some.Line, "Main", 3, Some.Noon.AddMinutes(-4), 2, 1, 1, 0, 1);

    private readonly OperationsDouble _operations = new();
    private readonly TrayDouble _tray = new();
    private readonly Notices _notices = new();
    private readonly FakeTimeProvider _time = Some.Time;
    private readonly With _me = new();

    public OperationsPageTests()
    {
        Services.AddSingleton(Some.Clock()).AddSingleton<IOperations>(_operations).AddSingleton<ITrayDesk>(_tray).AddSingleton<IDesk>(new DeskDouble());
        Services.AddSingleton<TimeProvider>(_time).AddSingleton(_notices).AddSingleton<FirstPaint>().AddSingleton<Member>().AddSingleton<AuthenticationStateProvider>(_me);
        ComponentFactories.AddStub<Title>();
        ComponentFactories.AddStub<SweepsPanel>();
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void An_installation_at_rest_says_so()
    {
        var page = Page();

        var silo = Words(page.Find("[data-silo=Silo_1]"));
        Assert.Contains("this one", silo, StringComparison.Ordinal);
        Assert.Contains("At work", silo, StringComparison.Ordinal);
        Assert.Contains("1,234 grains · 12 % CPU · 310 MB", silo, StringComparison.Ordinal);
        Assert.Contains("Nothing is on its way", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing is in doubt", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing was warned of", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-dashboard]"));
    }

    [Fact]
    public void A_silo_that_others_do_not_reach_and_one_that_is_gone_are_told()
    {
        _operations.Seen =
        [
            .. _operations.Seen,
            new("Silo_2", "10.0.0.2:11111", SiloStanding.Active, Some.Noon, Some.Noon, ["Silo_1"], false, null),
            new("Silo_3", "10.0.0.3:11111", SiloStanding.Gone, Some.Noon, Some.Noon, ["Silo_1"], false, null),
        ];
        var page = Page();

        Assert.Contains("Not reached lately by Silo_1", page.Find("[data-silo=Silo_2]").TextContent, StringComparison.Ordinal);
        Assert.Contains("does not answer", page.Find("[data-silo=Silo_2]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Gone", page.Find("[data-silo=Silo_3]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Not reached", page.Find("[data-silo=Silo_3]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_is_tried_and_looked_up_at_a_click_and_the_row_follows()
    {
        _operations.OnTheWay = [Main, new(null, null, 0, null, 0, 0, 7, 0, 0)];
        var page = Page();
        Assert.Contains("the oldest since 11:56", Words(page.Find($"[data-line-outbox='{Some.Line}']")), StringComparison.Ordinal);
        Assert.Contains("Lines that are not shared with you", page.Find("[data-outbox]").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll("[data-outbox] button").Count);

        Button(page, "Try now").Click();
        Button(page, "Ask the carrier").Click();

        Assert.Equal([$"try {Some.Line}", $"look up {Some.Line}"], _operations.Hurried);
        Assert.Equal(["2 texts are tried now", "The carrier is asked for 1 text"], _notices.Shown.Select(notice => notice.Text));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent == "Try now");
        // A call is in doubt all the same.
        Assert.Contains(page.FindAll("button"), button => button.TextContent == "Ask the carrier");
    }

    [Fact]
    public void What_is_in_doubt_leads_to_its_conversation_and_only_the_unconfirmed_is_sent_again()
    {
        var open = new OpenDoubt(Guid.NewGuid(), false, Some.Conversation, Some.Line, Some.Contact, Some.Noon, 1, 2, Some.Noon.AddMinutes(5), false, true);
        _operations.Open = [open, open with { Id = Guid.NewGuid(), IsNotConfirmed = true, NextLookUpAt = null }, open with { Id = Guid.NewGuid(), IsNotConfirmed = true, MayWrite = false }, open with { Id = Guid.NewGuid(), IsCall = true, NextLookUpAt = null }];

        var rows = Page().FindAll("[data-doubt]");

        Assert.EndsWith($"inbox/{Some.Conversation}", rows[0].QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("Looked up 2 times in vain, next 12:05", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Being looked up", rows[3].TextContent, StringComparison.Ordinal);
        Assert.Equal([false, true, false, false], rows.Select(row => row.QuerySelector("[data-send-again]") is not null));
    }

    [Fact]
    public void It_is_looked_at_again_and_what_cannot_be_read_leaves_the_rest_as_it_was()
    {
        var page = Page();
        _operations.OnTheWay = [Main];
        _operations.SilosFault = new TimeoutException("no database");
        _time.Advance(TimeSpan.FromSeconds(5));

        page.WaitForAssertion(() => Assert.NotNull(page.Find($"[data-line-outbox='{Some.Line}']")));
        Assert.Contains("The silos could not be asked", page.Find("[data-part=silos] [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[data-silo=Silo_1]"));
        Assert.DoesNotContain("database", page.Markup, StringComparison.Ordinal);

        _operations.SilosFault = null;
        _time.Advance(TimeSpan.FromSeconds(5));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")));
    }

    [Fact]
    public void A_refusal_is_told_and_changes_nothing()
    {
        _operations.OnTheWay = [Main];
        _operations.Refusal = new RefusedException(Refusals.LineNotFound, "This line does not exist or is not shared with you.");
        var page = Page();

        Button(page, "Try now").Click();

        Assert.Contains("not shared with you", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(Button(page, "Try now"));
    }

    [Fact]
    public void Troubles_tell_how_often_and_when()
    {
        _operations.Said = [new("OrleansSms.Twilio", "The carrier lets us not in.", "HttpRequestException", true, 12, Some.Noon.AddHours(-1), Some.Noon)];

        var told = Words(Page().Find("[data-troubles] .card"));

        Assert.Equal("Error OrleansSms.Twilio12 times, last 12:00 The carrier lets us not in.HttpRequestException", told);
    }

    [Fact]
    public void The_tray_and_the_sweeps_are_for_owners()
    {
        _tray.Add();
        Assert.Empty(Page(Role.Admin).FindAll("[data-part=in-tray]"));
        using var other = new OperationsPageTests();
        other._tray.Add();
        other._operations.Dashboard = "/operations/orleans";

        var page = other.Page(Role.Owner);

        Assert.Contains("1 webhook was not understood.", page.Find("[data-part=in-tray]").TextContent, StringComparison.Ordinal);
        Assert.Equal("operations/orleans", page.Find("[data-dashboard]").GetAttribute("href"));
        Assert.True(page.HasComponent<Bunit.TestDoubles.Stub<SweepsPanel>>());
    }

    private static string Words(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<OperationsPage> page, string text) =>
        page.FindAll("button").First(button => button.TextContent == text);

    private IRenderedComponent<OperationsPage> Page(Role role = Role.Admin)
    {
        _me.Role = role;
        return Render<OperationsPage>();
    }

    private sealed class With : AuthenticationStateProvider
    {
        public Role Role { get; set; }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
            new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Some.Me.ToString()), new(ClaimTypes.Name, "sam"), new(ClaimTypes.Role, Word.Of(Role))], "test"))));
    }
}
