using System.Text.Json;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Screens))]
public sealed class CarrierTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    private const string Branch = "ACb5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5";
    private const string Spare = "ACd7d7d7d7d7d7d7d7d7d7d7d7d7d7d7d7";
    private const string Token = "b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1";
    private const string NextToken = "c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2";
    private const string Empty = "+14155550150";
    private const string Elsewhere = "+14155550151";
    private const string Dropping = "+14155550152";

    [Fact]
    public async Task An_account_is_added_tested_and_set_up_its_texts_come_and_go_and_its_token_is_replaced_without_a_gap()
    {
        await Furnish();
        await browser.Visit(Installation.Silo, async screen =>
        {
            var card = screen.Page.Locator("[data-account='…b5b5']");
            await screen.GoTo("/settings/carrier");
            await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "From the configuration" })).ToBeVisibleAsync();

            await AddWithWrongToken(screen, card);
            await SetUpNumbers(screen, card);
            await TextsComeAndGo();
            await Rotate(card);
            await Rename(card);

            await card.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
            await card.GetByRole(AriaRole.Button, new() { Name = "Remove account" }).ClickAsync();
            await Expect(card.GetByRole(AriaRole.Alert)).ToContainTextAsync("Lines still send through this account");
        });

        Assert.Equal(0, await Installation.Database.Count("select count(*) from carrier_accounts a where a::text ~ $1", $"{Token}|{NextToken}"));
    }

    [Fact]
    public async Task Nobody_but_an_owner_may_look_and_a_carrier_that_is_away_is_told()
    {
        await browser.Visit(Installation.Silo.Address, async screen =>
        {
            await screen.Page.GotoAsync("/settings/carrier");
            await Expect(screen.Page.GetByLabel("Work email")).ToBeVisibleAsync();
        });

        var fault = await Carrier.Fault(new { effect = "connectRefused", path = "/2010-04-01/Accounts/" + Carriers.AccountSid + ".json" }, Cancellation);
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/settings/carrier");
            var card = screen.Page.Locator("[data-account='…1111']");
            await card.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
            await Expect(card).ToContainTextAsync("could not be reached");
            await Carrier.EndFault(fault, Cancellation);
            await card.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
            await Expect(card).ToContainTextAsync("it is active");
        });
    }

    [Fact]
    public async Task A_browser_without_commands_of_buttons_opens_and_closes_dialogs_too()
    {
        await browser.Visit(Installation.Silo, async screen =>
        {
            // What such a browser lacks: the property, and that a button does something by itself.
            await screen.Page.AddInitScriptAsync("""
                delete HTMLButtonElement.prototype.commandForElement;
                addEventListener('command', e => e.preventDefault(), true);
                """);
            await screen.GoTo("/settings/carrier");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Add an account" }).ClickAsync();
            await screen.Page.GetByLabel("Account SID").FillAsync(Spare);
            await screen.Page.GetByLabel("Auth token").FillAsync(NextToken);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Add account", Exact = true }).ClickAsync();

            var card = screen.Page.Locator("[data-account='…d7d7']");
            var dialog = card.GetByRole(AriaRole.Dialog);
            await card.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
            await Expect(dialog).ToBeVisibleAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            await Expect(dialog).ToHaveCountAsync(0);

            await card.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Remove account" }).ClickAsync();
            await Expect(card).ToHaveCountAsync(0);
        });
    }

    private async Task Furnish()
    {
        await Carrier.Order("accounts", new { sid = Branch, authToken = Token, friendlyName = "Branch office", type = "Trial", ownerAccountSid = Carriers.AccountSid }, Cancellation);
        await Carrier.Order("numbers", new { phoneNumber = Empty, accountSid = Branch, voice = true }, Cancellation);
        await Carrier.Order("numbers", new { phoneNumber = Elsewhere, accountSid = Branch, smsUrl = "https://old.example/sms" }, Cancellation);
        await Carrier.Order("numbers", new { phoneNumber = Dropping, accountSid = Branch }, Cancellation);
        await Carrier.Order("services", new { accountSid = Branch, friendlyName = "Pool", numbers = new[] { Dropping }, useInboundWebhookOnNumber = false }, Cancellation);
    }

    private static async Task AddWithWrongToken(Screen screen, ILocator card)
    {
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Add an account" }).ClickAsync();
        await screen.Page.GetByLabel("Account SID").FillAsync("AC123");
        await screen.Page.GetByLabel("Auth token").FillAsync($" {NextToken} ");
        var add = screen.Page.GetByRole(AriaRole.Button, new() { Name = "Add account", Exact = true });
        await add.ClickAsync();
        await Expect(screen.Page.Locator("#account-sid-help")).ToContainTextAsync("32 digits");

        await screen.Page.GetByLabel("Account SID").FillAsync(Branch);
        await screen.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Branch");
        await add.ClickAsync();
        await Expect(card).ToContainTextAsync("does not accept this token");

        await card.GetByRole(AriaRole.Button, new() { Name = "Tokens and key" }).ClickAsync();
        await card.GetByLabel("New token").FillAsync(Token);
        await card.GetByRole(AriaRole.Button, new() { Name = "Replace token" }).ClickAsync();
        await Screen.Shows(screen.Page.GetByText("Token replaced"));
        await card.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Expect(card).ToContainTextAsync("The carrier knows this account as “Branch office”, and it is active.");
        await Expect(card).ToContainTextAsync("This is a trial account");
        await Expect(card).ToContainTextAsync("It is a subaccount of …1111.");
    }

    private static async Task SetUpNumbers(Screen screen, ILocator card)
    {
        await card.GetByRole(AriaRole.Button, new() { Name = "Numbers" }).ClickAsync();
        await Expect(Row(card, Empty)).ToContainTextAsync("Its texts go nowhere.");
        await Expect(Row(card, Dropping)).ToContainTextAsync("Its texts are dropped without a trace: it is in the messaging service “Pool”");
        await Expect(Row(card, Elsewhere)).ToContainTextAsync("Its texts go somewhere else, not to us.");

        await Row(card, Empty).GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await Expect(Row(card, Empty)).ToContainTextAsync("It is a line, and its addresses lead here.");
        await Row(card, Elsewhere).GetByRole(AriaRole.Button, new() { Name = "Move here" }).First.ClickAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Its texts go somewhere else now.");
        await screen.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Move here" }).ClickAsync();
        await Expect(Row(card, Elsewhere)).ToContainTextAsync("It is a line, and its addresses lead here.");
        await Expect(card).ToContainTextAsync("2 lines send through it.");
    }

    private async Task TextsComeAndGo()
    {
        var anna = People.Next();
        await Carrier.Text(anna, Empty, "To the branch", Cancellation);
        var conversation = Assert.Single(await Api.With(anna, Empty));
        Assert.Equal(Empty, conversation.Text("line"));

        // A trial account texts nobody else.
        await Carrier.Order("verified-numbers", new { accountSid = Branch, phoneNumber = anna }, Cancellation);
        await Api.Send(anna, "From the branch", Empty);
        var sent = await Eventually.Get(() => Carrier.MessagesTo(anna, Cancellation), messages => messages.Count > 0, Cancellation);
        // The simulator lets an account send from its own numbers only.
        Assert.Equal((Branch, Empty), (sent[0].Text("account_sid"), sent[0].Text("from")));
    }

    private async Task Rotate(ILocator card)
    {
        Assert.Equal(403, await TextSignedWith(NextToken));
        await Carrier.Order("accounts", new { sid = Branch, secondaryToken = NextToken }, Cancellation);
        await card.GetByRole(AriaRole.Button, new() { Name = "Tokens and key" }).ClickAsync();
        await card.GetByLabel("Secondary token").FillAsync(NextToken);
        await card.GetByRole(AriaRole.Button, new() { Name = "Add secondary token" }).ClickAsync();
        await Expect(card).ToContainTextAsync("Two tokens");
        Assert.Equal((200, 200), (await TextSignedWith(Token), await TextSignedWith(NextToken)));

        await card.GetByRole(AriaRole.Button, new() { Name = "Promote secondary token" }).First.ClickAsync();
        await card.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Promote secondary token" }).ClickAsync();
        await Expect(card).Not.ToContainTextAsync("Two tokens");
        Assert.Equal((403, 200), (await TextSignedWith(Token), await TextSignedWith(NextToken)));
    }

    private async Task Rename(ILocator card)
    {
        var field = card.GetByLabel("Name of account …b5b5");
        await card.GetByRole(AriaRole.Button, new() { Name = "Rename Branch …b5b5" }).ClickAsync();
        await Expect(field).ToBeFocusedAsync();
        await field.FillAsync("Never mind");
        await field.PressAsync("Escape");
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Rename Branch …b5b5" })).ToBeFocusedAsync();

        await card.Page.Keyboard.PressAsync("Enter");
        await field.FillAsync("North branch");
        await field.PressAsync("Enter");
        await Expect(card.GetByRole(AriaRole.Heading, new() { Name = "North branch …b5b5" })).ToBeVisibleAsync();
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Rename North branch …b5b5" })).ToBeFocusedAsync();
        Assert.Equal(1, await Installation.Database.Count("select count(*) from audit_log where action = 'carrier-account-renamed' and subject = $1", "carrier account …b5b5"));
    }

    private async Task<int> TextSignedWith(string token)
    {
        var fields = Webhook.Text(People.Next(), "signed", ("AccountSid", Branch), ("To", Empty));
        return (int)(await Webhooks.Post(Webhook.InboundPath, fields, Webhooks.Sign(Webhook.InboundPath, fields, token))).Status;
    }

    private static ILocator Row(ILocator card, string number) => card.Locator($"[data-number='{number}']");
}
