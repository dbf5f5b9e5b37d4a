using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Accounts;

public sealed class AccountTests(House house, Browser browser) : IClassFixture<House>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_invited_joins_by_mail_and_is_out_within_seconds_of_being_switched_off()
    {
        await browser.Visit(house.Silo, async owner =>
        {
            await owner.GoTo("/settings/members");
            await Button(owner, "Invite").ClickAsync();
            await owner.Page.GetByLabel("Work email").FillAsync("nina@example.com");
            await owner.Page.GetByLabel($"What may be done with {Display(OurLines.First)}").SelectOptionAsync("read");
            await Button(owner, "Make invitation").ClickAsync();
            await Expect(owner.Page.Locator("#invitation-link")).ToContainTextAsync("/join?key=");
            await Button(owner, "Done").ClickAsync();
            var link = await house.Link(Cancellation);

            await browser.Visit(house.Silo.Address, async nina =>
            {
                await House.Join(nina, link, "Nina");
                await nina.GoTo("/settings/profile");

                await owner.GoTo("/settings/members");
                var row = owner.Page.GetByRole(AriaRole.Row, new() { Name = "nina@example.com" });
                await Expect(row).ToContainTextAsync("read only");
                await Button(owner, "Change Nina").ClickAsync();
                await Button(owner, "Switch off").ClickAsync();
                await Expect(row).ToContainTextAsync("Switched off");

                await Expect(nina.Page.GetByText("Your session was ended.")).ToBeVisibleAsync();
                await FillPassword(nina, "nina@example.com", House.Password);
                await Expect(nina.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This account is switched off");
                await nina.Page.GotoAsync(link);
                await Screen.Shows(nina.Page.GetByText("This invitation was used already"));
            });
        });
    }

    [Fact]
    public async Task A_second_factor_that_is_asked_of_everybody_is_set_up_first_and_each_code_opens_once()
    {
        var link = await house.Invitation("otto@example.com");
        await browser.Visit(house.Silo.Address, async otto =>
        {
            await House.Join(otto, link, "Otto");
            await house.Database.Execute("insert into settings (key, value) values ('second-factor-required', 'true')");

            // The page that is open goes there by itself, and no other opens before it is done.
            await Screen.Shows(otto.Page.GetByText("ask a second factor of everybody"));
            await otto.Page.GotoAsync("/inbox");
            await Screen.Shows(otto.Page.GetByText("ask a second factor of everybody"));
            var key = await otto.Page.Locator("code.key").InnerTextAsync();
            var code = House.Code(key);
            await Type(otto, code, "Turn on");
            var recovery = (await otto.Page.Locator("#recovery-codes").InnerTextAsync()).Split('\n');
            await house.Database.Execute("delete from settings");
            await otto.Page.GetByRole(AriaRole.Link, new() { Name = "I have them, go on" }).ClickAsync();
            await House.IsIn(otto);
            await SignOut(otto);

            await FillPassword(otto, "otto@example.com", House.Password);
            await Type(otto, code, "Go on");
            await Expect(otto.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That code is not right");
            await Type(otto, House.Code(key, away: 1), "Go on");
            await House.IsIn(otto);
            await SignOut(otto);

            await FillPassword(otto, "otto@example.com", House.Password);
            await Type(otto, recovery[0], "Go on");
            await House.IsIn(otto);
            await otto.GoTo("/settings/security");
            await Screen.Shows(otto.Page.GetByText("9 recovery codes left"));
        });
    }

    [Fact]
    public async Task A_passkey_opens_without_a_password()
    {
        var link = await house.Invitation("pia@example.com");
        // Passkeys belong to a name, not to a number.
        var address = new UriBuilder(house.Silo.Address) { Host = "localhost" }.Uri;
        await browser.Visit(address, async pia =>
        {
            var devices = await pia.Page.Context.NewCDPSessionAsync(pia.Page);
            await devices.SendAsync("WebAuthn.enable");
            await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
                    ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
                },
            });
            await House.Join(pia, link, "Pia");
            await pia.GoTo("/settings/security");
            await Button(pia, "Add a passkey").ClickAsync();
            await pia.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Pia's laptop");
            await pia.Page.GetByLabel("Your password").FillAsync(House.Password);
            await Button(pia, "Go on").ClickAsync();
            await Screen.Shows(pia.Page.GetByText("Pia's laptop"));
            await SignOut(pia);

            await Button(pia, "Use a passkey").ClickAsync();
            await House.IsIn(pia);

            await pia.GoTo("/settings/security");
            await Button(pia, "Remove Pia's laptop").ClickAsync();
            await Button(pia, "Remove").ClickAsync();
            await Screen.Shows(pia.Page.GetByText("Passkey removed"));
        });
    }

    [Fact]
    public async Task Who_comes_from_the_providers_site_is_in_and_linked_until_that_is_undone()
    {
        var link = await house.Invitation("ruth@example.com");
        house.Provider.Person = new("ruth-1", "ruth@example.com");
        await browser.Visit(house.Silo.Address, async ruth =>
        {
            await House.Join(ruth, link, "Ruth");
            await SignOut(ruth);

            await ruth.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Example" }).ClickAsync();
            await House.IsIn(ruth);
            await ruth.GoTo("/settings/security");
            await Screen.Shows(ruth.Page.GetByText("Linked to Example"));
            await Button(ruth, "Unlink Example").ClickAsync();
            await Button(ruth, "Unlink").ClickAsync();
            await Screen.Shows(ruth.Page.GetByText("Unlinked from Example"));

            // Back to where it began, and nothing lost on the way.
            await ruth.Page.GetByRole(AriaRole.Link, new() { Name = "Link", Exact = true }).ClickAsync();
            await Screen.Shows(ruth.Page.GetByText("Linked to Example"));
            await ruth.Ready();
            await SignOut(ruth);

            house.Provider.Person = new("somebody-1", "somebody@elsewhere.example");
            await ruth.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Example" }).ClickAsync();
            await Expect(ruth.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No account here has this e-mail");
        });
    }

    [Fact]
    public async Task A_forgotten_password_is_changed_by_mail_and_other_browsers_are_signed_out()
    {
        var link = await house.Invitation("rosa@example.com");
        await browser.Visit(house.Silo.Address, async rosa =>
        {
            await House.Join(rosa, link, "Rosa");
            await browser.Visit(house.Silo.Address, async elsewhere =>
            {
                await elsewhere.Page.GotoAsync("/sign-in");
                await elsewhere.Page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
                await Screen.Shows(elsewhere.Page.GetByText("We send you a link"));
                await elsewhere.Page.GetByLabel("Work email").FillAsync("rosa@example.com");
                await Button(elsewhere, "Send the link").ClickAsync();
                await Screen.Shows(elsewhere.Page.GetByText("If there is an account with this address"));
                await elsewhere.Page.GotoAsync(await house.Link(Cancellation));
                await elsewhere.Page.GetByLabel("New password").FillAsync("Baseball1");
                await Button(elsewhere, "Change password").ClickAsync();
                await Screen.Shows(elsewhere.Page.GetByText("This password is on lists of leaked passwords. Choose another."));
                await elsewhere.Page.GetByLabel("New password").FillAsync("another few words");
                await Button(elsewhere, "Change password").ClickAsync();
                await Screen.Shows(elsewhere.Page.GetByText("Your password is changed"));
                await elsewhere.SignIn("rosa@example.com", "another few words");
            });
            await Expect(rosa.Page.GetByText("Your session was ended.")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task Who_is_about_to_be_signed_out_is_asked_and_who_was_goes_on_where_they_were()
    {
        var link = await house.Invitation("tess@example.com");
        await browser.Visit(house.Silo.Address, async tess =>
        {
            await House.Join(tess, link, "Tess");
            await tess.GoTo("/settings/profile");
            await EndsIn("3 minutes");
            await Expect(tess.Page.GetByRole(AriaRole.Dialog, new() { Name = "Stay signed in?" })).ToContainTextAsync("You will be signed out in 3 minutes.");
            await Button(tess, "Stay signed in").ClickAsync();
            await Expect(tess.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            Assert.Equal(1, await house.Database.Count(
                "select count(*) from sessions s join users u on u.id = s.user_id where u.email = 'tess@example.com' and s.expires_at > now() + interval '11 hours'"));

            await EndsIn("4 seconds");
            await Expect(tess.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("within a minute");
            await Screen.Shows(tess.Page.GetByText("You were signed out after 12 hours. Sign in to go on where you were."));
            await FillPassword(tess, "tess@example.com", House.Password);
            await Expect(tess.Page).ToHaveURLAsync(new Regex("/settings/profile$"));
        });

        // A session never ends earlier than was said, so those who remember it are told.
        Task EndsIn(string time) => house.Database.Execute($"""
            update sessions set last_seen_at = now(), expires_at = now() + interval '{time}' where user_id = (select id from users where email = 'tess@example.com');
            select pg_notify('access', '')
            """);
    }

    private static ILocator Button(Screen screen, string name) => screen.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task FillPassword(Screen screen, string email, string password)
    {
        await screen.Page.GetByLabel("Work email").FillAsync(email);
        await screen.Page.GetByLabel("Password").FillAsync(password);
        await Button(screen, "Sign in").ClickAsync();
    }

    private static async Task Type(Screen screen, string code, string button)
    {
        await screen.Page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await Button(screen, button).ClickAsync();
    }

    private static async Task SignOut(Screen screen)
    {
        await Button(screen, "Account").ClickAsync();
        await Button(screen, "Sign out").ClickAsync();
        await Screen.Shows(Button(screen, "Sign in"));
        await screen.Page.GotoAsync("/sign-in");
    }

    private static string Display(string number) => $"{number[..2]} {number[2..5]}-{number[5..8]}-{number[8..]}";
}
