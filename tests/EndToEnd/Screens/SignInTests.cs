using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Screens))]
public sealed class SignInTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task A_wrong_password_is_told_and_the_right_one_opens_what_was_asked_for()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "behind the door", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id");
        var owner = new FirstOwner();

        await browser.Visit(Installation.Silo.Address, async screen =>
        {
            await screen.Page.GotoAsync($"/inbox/{id}");
            await screen.Page.GetByLabel("Work email").FillAsync(owner.Email);
            await screen.Page.GetByLabel("Password").FillAsync("not the password");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Expect(screen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That email and password don't match");
            await Expect(screen.Page.GetByLabel("Work email")).ToHaveValueAsync(owner.Email);

            await screen.Page.GetByLabel("Password").FillAsync(owner.Password);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Screen.Shows(screen.Bubble("behind the door"));
        });
        Assert.NotEqual(0, await OnRecord("sign-in-failed", owner.Email));
        Assert.NotEqual(0, await Installation.Database.Count("select count(*) from audit_log where action = 'signed-in' and who = $1 and address = '127.0.0.1'", owner.Email));
    }

    [Fact]
    public async Task What_a_stranger_typed_as_an_email_is_not_kept()
    {
        await browser.Visit(Installation.Silo.Address, async screen =>
        {
            await screen.Page.GotoAsync("/sign-in");
            await screen.Page.GetByLabel("Work email").FillAsync("stranger@elsewhere.example");
            await screen.Page.GetByLabel("Password").FillAsync("a guess");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Expect(screen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That email and password don't match");
        });

        Assert.Equal(1, await OnRecord("sign-in-failed", "s…@elsewhere.example"));
        Assert.Equal(0, await Installation.Database.Count("select count(*) from audit_log a where strpos(a::text, $1) > 0", "stranger@"));
    }

    [Fact]
    public async Task Who_signed_out_is_out()
    {
        await browser.Visit(Installation.Silo.Address, async screen =>
        {
            var owner = new FirstOwner();
            await screen.SignIn(owner.Email, owner.Password);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
            await Screen.Shows(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }));

            await screen.Page.GotoAsync("/inbox");
            await Screen.Shows(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }));
        });
    }

    [Fact]
    public async Task Who_signs_out_is_not_told_that_their_session_was_ended_however_late_the_answer_is()
    {
        await browser.Visit(Installation.Silo.Address, async screen =>
        {
            var owner = new FirstOwner();
            await screen.SignIn(owner.Email, owner.Password);
            // The page that is still there is asked by its own script: Playwright waits for the navigation.
            var known = new TaskCompletionSource();
            await screen.Page.ExposeFunctionAsync("known", () => known.TrySetResult());
            await screen.Page.EvaluateAsync("() => new MutationObserver(() => { if (document.querySelector('session-over')) known(); }).observe(document, { childList: true, subtree: true })");
            await screen.Page.RouteAsync("**/sign-out", async route =>
            {
                var answer = await route.FetchAsync(new() { MaxRedirects = 0 });
                await known.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
                await route.FulfillAsync(new() { Response = answer });
            });
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

            await Expect(screen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in$"));
            await Screen.Shows(screen.Page.GetByText("Texts for your team"));
        });
    }

    [Fact]
    public async Task A_fresh_installation_is_set_up_with_the_code_of_the_log()
    {
        const string Told = "one-time code: ";
        await using var database = await Postgres.CreateEmptyDatabase();
        await using var silo = await SiloProcess.Start(new(database.ConnectionString) { Owner = null }, Cancellation);
        var line = await silo.Log.Line(said => said.Contains(Told, StringComparison.Ordinal), Cancellation);
        var code = line[(line.IndexOf(Told, StringComparison.Ordinal) + Told.Length)..].Trim();

        await browser.Visit(silo.Address, async screen =>
        {
            await screen.Page.GotoAsync("/");
            await screen.Page.GetByLabel("One-time code").FillAsync("not the code");
            await screen.Page.GetByLabel("Your email").FillAsync("me@example.com");
            await screen.Page.GetByLabel("Password").FillAsync("a few words are fine");
            await screen.Page.GetByLabel("Your numbers").FillAsync(OurLines.First);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Set up and sign in" }).ClickAsync();
            await Screen.Shows(screen.Page.GetByText("This is not the code in the log."));

            await screen.Page.GetByLabel("One-time code").FillAsync(code);
            await screen.Page.GetByLabel("Password").FillAsync("iloveyou1");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Set up and sign in" }).ClickAsync();
            await Screen.Shows(screen.Page.GetByText("This password is on lists of leaked passwords. Choose another."));

            await screen.Page.GetByLabel("One-time code").FillAsync(code);
            await screen.Page.GetByLabel("Password").FillAsync("a few words are fine");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Set up and sign in" }).ClickAsync();
            await screen.Ready();
            await Expect(screen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/inbox$"));
        });
        Assert.Equal(1, await database.DataSource.Count("select count(*) from lines where number = $1", OurLines.First));
    }

    private Task<long> OnRecord(string action, string subject) => Installation.Database.Count($"select count(*) from audit_log where action = '{action}' and subject = $1", subject);
}
