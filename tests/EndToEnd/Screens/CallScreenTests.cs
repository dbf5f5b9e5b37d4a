using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>Calls by hand. An installation of their own: a member has one call at a time, and the owner's phone would ring for everybody.</summary>
[Collection(nameof(Conversing))]
public sealed class CallScreenTests(SharedInstallation shared, Browser browser)
{
    /// <summary>Picks up and does nothing until it is told.</summary>
    private const string ByHand = "+15002400006";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_placed_by_keys_talked_on_every_page_and_ended_and_a_voicemail_after_it_can_be_played()
    {
        await using var installation = await Installation.Start(shared.Postgres, Cancellation, speed: 4); // slow enough that two can talk
        var anna = People.Next();
        await Webhook.To(installation.Silo).Receive(Webhook.Text(anna, "Call me, please"));
        var id = Assert.Single(await installation.Api.With(anna)).Text("id")!;

        await browser.Visit(installation.Silo, async screen =>
        {
            var page = screen.Page;
            await screen.GoToConversation(id);
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).ClickAsync();
            await page.Keyboard.PressAsync("c");
            await page.GetByLabel("Number of your phone").FillAsync("+1 500 240 0006");
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("[data-place-call]").ClickAsync();

            var card = page.Locator("li.call").First;
            await Expect(card).ToHaveAttributeAsync("data-status", "connecting");
            var call = await Calls(installation);
            await installation.Carrier.Press(call.Text("callSid")!, "1", Cancellation);
            await Expect(card).ToHaveAttributeAsync("data-status", "talking");
            await Accessibility.Holds(screen);

            await screen.GoTo("/contacts");
            await page.Locator("[data-call-bar]").GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
            await Expect(page.Locator("[data-call-bar]")).ToHaveCountAsync(0);
            await screen.GoToConversation(id);
            await Expect(card).ToHaveAttributeAsync("data-status", "completed");

            await installation.Carrier.Ring(anna, OurLines.First, new { hangupAfter = 50 }, Cancellation);
            var voicemail = page.Locator("li.call[data-status=voicemail]");
            await Expect(voicemail.GetByRole(AriaRole.Button, new() { Name = "Play voicemail" })).ToBeEnabledAsync(new() { Timeout = 30_000 });
            await Accessibility.Holds(screen);
        });
    }

    private static async Task<System.Text.Json.JsonElement> Calls(Installation installation) =>
        (await installation.Api.Get("/api/v1/twilio/voice/calls")).Json.GetProperty("calls").EnumerateArray().First();
}
