using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Calls;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>Calls by hand. An installation of their own: a member has one call at a time, and the owner's phone would ring for everybody.</summary>
[Collection(nameof(Conversing))]
public sealed class CallScreenTests(SharedInstallation shared, Browser browser)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_voicemail_is_answered_by_text_and_can_be_played_and_a_call_is_placed_by_keys_talked_on_every_page_and_ended()
    {
        await using var installation = await Installation.Start(shared.Postgres, Cancellation);
        // Picks up and stays.
        const string Anna = "+15002400006";
        await Webhook.To(installation.Silo).Receive(Webhook.Text(Anna, "Call me, please"));
        var id = Assert.Single(await installation.Api.With(Anna)).Text("id")!;

        await browser.Visit(installation.Silo, async screen =>
        {
            var page = screen.Page;
            await screen.GoTo("/settings/calls");
            await page.GetByLabel("Send a text by itself when a call was missed").CheckAsync();
            await page.GetByLabel("The text", new() { Exact = true }).FillAsync("We call you back.");
            // A recorded greeting is kept as soon as it is up, and leaves what is typed as it was.
            await page.Locator("sound-upload input[type=file]").SetInputFilesAsync(new FilePayload { Name = "Hello.wav", MimeType = "audio/wav", Buffer = Sounds.Wav() });
            await Expect(page.Locator(".voice-greeting-name")).ToContainTextAsync("Hello.wav");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Play the greeting" })).ToBeEnabledAsync();
            await Expect(page.GetByLabel("The text", new() { Exact = true })).ToHaveValueAsync("We call you back.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.Locator(".toast").Last).ToContainTextAsync("Saved");

            await screen.GoToConversation(id);
            await installation.Carrier.Ring(Anna, OurLines.First, new { hangupAfter = 60 }, Cancellation);
            var voicemail = page.Locator("li.call[data-status=voicemail]");
            await Expect(voicemail.GetByRole(AriaRole.Button, new() { Name = "Play voicemail" })).ToBeEnabledAsync();
            await Expect(screen.Bubble("We call you back.")).ToContainTextAsync("Sent by itself");
            await Expect(screen.Row(id)).ToContainTextAsync("Voicemail");

            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).ClickAsync();
            await page.Keyboard.PressAsync("c");
            // Presses the key that is asked for, and stays.
            await page.GetByLabel("Number of your phone").FillAsync("+1 500 240 0010");
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("[data-place-call]").ClickAsync();
            var call = page.Locator("li.call.out");
            await Expect(call).ToHaveAttributeAsync("data-status", "talking");
            await Accessibility.Holds(screen);

            await screen.GoTo("/contacts");
            await page.Locator("[data-call-bar]").GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
            await Expect(page.Locator("[data-call-bar]")).ToHaveCountAsync(0);
            await screen.GoToConversation(id);
            await Expect(call).ToHaveAttributeAsync("data-status", "completed");
        });
    }

    [Fact]
    public async Task How_a_call_stands_and_how_it_ended_is_told_in_words_in_its_thread()
    {
        const string Patient = "+15002400010", NeverPicksUp = "+15002400003";
        await using var installation = await Installation.Start(shared.Postgres, Cancellation);
        var (api, lost) = (installation.Api, People.Next());
        await installation.Carrier.Fault(new { effect = "status", code = 500, to = lost, method = "POST", count = 1 }, Cancellation);
        (string Contact, string Via, string Status, string[] Words)[] stories =
        [
            ("+15002400002", Patient, "busy", ["Busy", "the line was busy", "Call again"]),
            (NeverPicksUp, Patient, "no_answer", ["No answer", "nobody answered", "Call again"]),
            ("+15002400004", Patient, "failed", ["Failed call", "The call didn't go through"]),
            (People.Next(), NeverPicksUp, "member_missed", ["Call not placed", "Your phone was not picked up"]),
            (People.Next(), NeverPicksUp, "canceled", ["Canceled call", "Ended before anybody answered"]),
            ("+15002400006", Patient, "talking", ["Outgoing call", "Talking", "Hang up"]),
            (People.Next(), lost, "in_doubt", ["Checking whether the call was placed", "not dialled again by itself"]),
            (People.Next(), People.Next(), "completed", ["Outgoing call", "Ended · 0:"]),
        ];
        var placed = new List<Answer>();
        foreach (var story in stories)
        {
            placed.Add(await api.Call(story.Contact, story.Via));
            if (story.Status == "canceled")
            {
                await api.HangUp(placed[^1].Json.Text("id")!);
            }
        }

        await browser.Visit(installation.Silo, async screen =>
        {
            foreach (var (story, call) in stories.Zip(placed))
            {
                await screen.GoToConversation(call.Json.Text("conversationId"));
                var card = screen.Page.Locator($"li.call[data-call='{call.Json.Text("id")}']");
                await Expect(card).ToHaveAttributeAsync("data-status", story.Status);
                foreach (var words in story.Words)
                {
                    await Expect(card).ToContainTextAsync(words);
                }
            }

            await Accessibility.Holds(screen);
        });
    }
}
