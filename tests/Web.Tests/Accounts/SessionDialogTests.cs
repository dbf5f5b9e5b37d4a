using System.Collections.Immutable;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Members;
using OrleansSms.Web.Components.Shell;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Accounts;

public sealed class SessionDialogTests : BunitContext
{
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly Watch _watch = new();
    private readonly SessionsDouble _sessions = new();
    private readonly OpenSession _session;

    public SessionDialogTests()
    {
        _session = new(_watch, new SignedIn());
        Services.AddSingleton<TimeProvider>(_time).AddSingleton(_session).AddSingleton<ISessions>(_sessions);
        Services.AddSingleton<AntiforgeryStateProvider, NoTokens>();
    }

    [Fact]
    public async Task It_opens_five_minutes_before_the_end_and_counts_down_to_the_servers_own_word()
    {
        var dialog = await Open();
        _watch.Lasts(new(_time.GetUtcNow() + SessionTime.Idle, CanStay: true));
        _time.Advance(SessionTime.Idle - TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Empty(dialog.FindAll("dialog"));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Stay signed in?", dialog.Find("h2").TextContent);
        Said("You will be signed out in 5 minutes.", dialog);
        _time.Advance(TimeSpan.FromMinutes(1));
        Said("You will be signed out in 4 minutes.", dialog);
        for (var minute = 0; minute < 3; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Said("You will be signed out within a minute.", dialog);
        Assert.Equal(0, _watch.Looked);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _watch.Looked);
    }

    [Fact]
    public async Task Staying_asks_the_server_and_the_dialog_goes_when_the_session_lasts_on()
    {
        var dialog = await Open();
        _watch.Lasts(new(_time.GetUtcNow() + TimeSpan.FromMinutes(3), CanStay: true));
        Said("in 3 minutes", dialog);

        _sessions.Fault = new InvalidOperationException("no database");
        Button(dialog, "Stay signed in").Click();
        Assert.Contains("You could not be kept signed in. Try again in a moment.", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, _watch.Looked);

        _sessions.Fault = null;
        Button(dialog, "Stay signed in").Click();
        Assert.Equal((2, 1), (_sessions.Stayed, _watch.Looked));
        _watch.Lasts(new(_time.GetUtcNow() + SessionTime.Idle, CanStay: true));
        Assert.Empty(dialog.FindAll("dialog"));

        // Escape is pressed by somebody who is there.
        _time.Advance(SessionTime.Idle - TimeSpan.FromMinutes(4));
        await dialog.Find("modal-dialog").TriggerEventAsync("ondialoggone", EventArgs.Empty);
        Assert.Equal(3, _sessions.Stayed);
    }

    [Fact]
    public async Task A_session_that_was_used_in_another_window_is_not_asked_about()
    {
        var dialog = await Open();
        _watch.Lasts(new(_time.GetUtcNow() + TimeSpan.FromMinutes(6), CanStay: true));
        _watch.Lasts(new(_time.GetUtcNow() + SessionTime.Idle, CanStay: true));
        _time.Advance(TimeSpan.FromMinutes(30));

        Assert.Empty(dialog.FindAll("dialog"));
    }

    [Fact]
    public async Task One_that_has_lasted_as_long_as_any_may_can_only_be_put_off_the_screen()
    {
        var dialog = await Open();
        _watch.Lasts(new(_time.GetUtcNow() + TimeSpan.FromMinutes(5), CanStay: false));
        Said("You have been signed in for 30 days, the longest there is.", dialog);

        Button(dialog, "Not yet").Click();
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Empty(dialog.FindAll("dialog"));
        Assert.Equal(0, _sessions.Stayed);
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, _watch.Looked);
    }

    [Fact]
    public async Task Who_wants_to_go_goes_by_the_form_that_signs_out()
    {
        var dialog = await Open();
        _watch.Lasts(new(_time.GetUtcNow() + TimeSpan.FromMinutes(5), CanStay: true));

        Assert.Equal(("post", "sign-out"), (dialog.Find("form[data-sign-out]").GetAttribute("method"), dialog.Find("form").GetAttribute("action")));
        Assert.Equal("Sign out now", dialog.Find("form button").TextContent);
    }

    private async Task<IRenderedComponent<SessionDialog>> Open()
    {
        await _session.OnCircuitOpenedAsync(null!, Xunit.TestContext.Current.CancellationToken);
        return Render<SessionDialog>();
    }

    private static void Said(string words, IRenderedComponent<SessionDialog> dialog) =>
        Assert.Contains(words, dialog.Find("[role=status]").TextContent, StringComparison.Ordinal);

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<SessionDialog> dialog, string label) =>
        dialog.FindAll("button").Single(button => button.TextContent == label);

    private sealed class Watch : ISessionWatch
    {
        public Action<SessionTime> Lasts { get; private set; } = _ => { };

        public int Looked { get; private set; }

        IDisposable ISessionWatch.Watch(ClaimsPrincipal person, Action ended, Action<SessionTime>? lasts)
        {
            Lasts = lasts!;
            return new Subscription(() => { });
        }

        public void LookAgain() => Looked++;
    }

    private sealed class SessionsDouble : ISessions
    {
        public int Stayed { get; private set; }

        public Exception? Fault { get; set; }

        public Task Stay(CancellationToken cancellation)
        {
            Stayed++;
            return Fault is null ? Task.CompletedTask : Task.FromException(Fault);
        }

        public Task<ImmutableArray<SessionView>> Mine(CancellationToken cancellation) => throw new NotSupportedException();

        public Task End(Guid session, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<int> EndOthers(CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class NoTokens : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
