using System.Globalization;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Audit;
using OrleansSms.Inbox;
using OrleansSms.Web.Components.Parts;
using OrleansSms.Web.Components.Settings;
using OrleansSms.Web.Live;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Settings;

public sealed class AuditPageTests : BunitContext
{
    private readonly AuditDouble _log = new();

    public AuditPageTests()
    {
        Services.AddSingleton(Some.Clock("Europe/Berlin")).AddSingleton<IAuditReader>(_log).AddSingleton<IDesk>(new DeskDouble());
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn()).AddSingleton<FirstPaint>().AddSingleton<Member>();
        ComponentFactories.AddStub<Title>();
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void A_row_tells_who_did_what_when_and_from_where()
    {
        _log.Add(AuditActions.TokenUsed, token: "Deploy");
        _log.Add(AuditActions.SignInFailed, who: null, subject: "j…@example.com", detail: "No such account");
        _log.Add("thing-of-tomorrow");

        var rows = Open().FindAll("[data-record]").Select(row => row.TextContent).ToList();

        Assert.Contains("Thing of tomorrow", rows[0], StringComparison.Ordinal);
        Assert.Contains("Could not sign in: j…@example.com", rows[1], StringComparison.Ordinal);
        Assert.Contains("No such account", rows[1], StringComparison.Ordinal);
        Assert.Contains("Today, 13:00", rows[2], StringComparison.Ordinal);
        Assert.Contains("sam@example.com", rows[2], StringComparison.Ordinal);
        Assert.Contains("With the token “Deploy”", rows[2], StringComparison.Ordinal);
        Assert.Contains("192.0.2.1", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_action_is_told_in_words() => Assert.All(
        typeof(AuditActions).GetFields().Select(field => (string)field.GetRawConstantValue()!),
        action => Assert.True(AuditWords.Known(action) is not null, $"{action} has no words in AuditWords."));

    [Fact]
    public void Days_are_those_of_who_looks_and_the_last_one_counts()
    {
        Open("who=sam&kind=sign-ins&from=2026-11-01&to=2026-11-02&q=%2B44");

        Assert.Equal(
            new AuditQuery("sam", AuditGroup.SignIns, Utc("2026-10-31T23:00:00Z"), Utc("2026-11-02T23:00:00Z"), "+44", null, 50), Assert.Single(_log.Asked));
    }

    [Fact]
    public void What_is_filtered_stands_in_the_address_and_in_that_of_the_file()
    {
        var page = Open();
        page.Find("#audit-who").Change("sam & co");
        page.Find("#audit-from").Change("2026-11-01");
        page.Find("form.record-filter").Submit();

        Assert.EndsWith("settings/audit?who=sam%20%26%20co&from=2026-11-01", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        var file = Open("who=sam%20%26%20co&from=2026-11-01").Find("[data-export]").GetAttribute("href");
        Assert.Equal("api/v1/audit.csv?who=sam%20%26%20co&from=2026-10-31T23%3A00%3A00.0000000Z", file);
    }

    [Theory]
    [InlineData("from=yesterday", "cannot be read")]
    [InlineData("to=2026-13-01", "cannot be read")]
    [InlineData("from=0001-01-01", "cannot be read")]
    [InlineData("to=9999-12-31", "cannot be read")]
    [InlineData("from=2026-11-02&to=2026-11-01", "after the last")]
    [InlineData("kind=magic", "no such kind")]
    public void What_cannot_be_looked_for_is_told_and_not_asked(string query, string told)
    {
        var page = Open(query);

        Assert.Contains(told, page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(_log.Asked);
        Assert.Empty(page.FindAll("[data-export]"));
    }

    [Fact]
    public void Older_ones_are_shown_when_asked_for()
    {
        for (var i = 0; i < 60; i++)
        {
            _log.Add();
        }

        var page = Open();
        Assert.Equal(50, page.FindAll("[data-record]").Count);
        page.FindAll("button").Single(button => button.TextContent == "Show older").Click();

        Assert.Equal(60, page.FindAll("[data-record]").Count);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent == "Show older");
    }

    [Fact]
    public void An_empty_log_a_filter_without_a_match_and_a_failure_are_told_apart()
    {
        Assert.Contains("Nothing is on record yet", Open().Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing like that", Open("who=x").Find(".empty").TextContent, StringComparison.Ordinal);
        _log.Fault = new InvalidOperationException("no database");
        Assert.Contains("could not be read", Open("who=y").Find("[role=alert]").TextContent, StringComparison.Ordinal);
        _log.Fault = new RefusedException(Refusals.NotAllowed, "Only owners and admins.");
        Assert.Contains("Only owners and admins.", Open("who=z").Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_tells_that_all_is_as_it_was_and_the_seal_to_note()
    {
        var seal = new AuditSeal(12_345, new('a', 64));
        _log.Verdict = new(12_345, seal, 0, []);
        var check = Render<AuditCheck>();

        check.Find("form").Submit();

        Assert.Contains("All 12,345 entries are as they were written.", check.Markup, StringComparison.Ordinal);
        Assert.Equal(seal.ToString(), check.Find("#audit-seal-now").TextContent);
        Assert.Null(_log.Kept);
        check.Find("#audit-seal").Change($"  {seal} ");
        check.Find("form").Submit();
        Assert.Equal(seal, _log.Kept);
    }

    [Fact]
    public void A_check_tells_what_was_changed()
    {
        _log.Verdict = new(20, new(20, new('a', 64)), 7, [new(17, "Row 17 was changed after it was written.")]);
        var check = Render<AuditCheck>();

        check.Find("form").Submit();

        var told = check.Find("[role=alert]").TextContent;
        Assert.Contains("Row 17 was changed after it was written.", told, StringComparison.Ordinal);
        Assert.Contains("And 6 more.", told, StringComparison.Ordinal);
        Assert.Empty(check.FindAll("#audit-seal-now"));
    }

    [Fact]
    public void What_is_no_seal_is_not_checked_against()
    {
        var check = Render<AuditCheck>();
        check.Find("#audit-seal").Change("17:abc");
        check.Find("form").Submit();

        Assert.Contains("This is not a seal.", check.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("on record", check.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<AuditPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(query.Length == 0 ? "settings/audit" : $"settings/audit?{query}");
        return Render<AuditPage>();
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
