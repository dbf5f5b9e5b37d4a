using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Screens))]
public sealed class TrayTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task What_the_carrier_told_and_nobody_understood_is_dismissed_and_brought_back()
    {
        var body = Guid.NewGuid().ToString();
        await Webhooks.Receive(Webhook.Text(People.Next(), body, ("To", "the office")));

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/tray");
            var entry = Entry(screen, body);
            await Expect(entry).ToContainTextAsync("is missing or is no phone number");
            await entry.GetByText("As it came").ClickAsync();
            await Screen.Shows(entry.GetByLabel("Raw body"));

            await entry.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
            await Expect(entry).ToContainTextAsync("Tried again");
            await entry.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
            await Expect(entry).ToHaveCountAsync(0);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Screen.Shows(entry);
        });
    }

    [Fact]
    public async Task What_is_understood_now_is_replayed_into_its_thread()
    {
        var anna = People.Next();
        var (text, body) = (Webhook.Text(anna, "kept until now"), Guid.NewGuid().ToString());
        // As a build before this one may have kept it.
        await Installation.Database.Count("""
            with kept as (
              insert into webhook_tray (id, kind, target, content_type, body, reason, received_at)
              values (gen_random_uuid(), 'inbound', '/api/v1/twilio/sms/webhook', 'application/x-www-form-urlencoded', $1, 'Not understood by an older build.', now())
              returning 1)
            select count(*) from kept
            """, await new FormUrlEncodedContent([.. text, new("Marker", body)]).ReadAsStringAsync(Cancellation));

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/tray");
            await Entry(screen, body).GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
            await Expect(Entry(screen, body)).ToHaveCountAsync(0);
            await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Settled" }).ClickAsync();
            await Expect(Entry(screen, body)).ToContainTextAsync("Understood now.");
        });

        var thread = await Api.Thread(Assert.Single(await Api.With(anna)).Text("id")!);
        Assert.Equal(["kept until now"], thread.Messages().Select(message => message.Text("body")));
    }

    [Fact]
    public async Task Webhooks_that_were_turned_away_are_counted_for_the_owner()
    {
        await Webhooks.Post(Webhook.InboundPath, Webhook.Text(People.Next(), "forged"), signature: null);
        await Eventually.Get(
            () => Installation.Database.Count("select count(*) from webhook_counts where reason = $1 and door = 'inbound'", "missing-signature"),
            rows => rows > 0, Cancellation);

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/tray");
            var refusal = screen.Page.Locator("[data-refusal=missing-signature]").Filter(new() { HasText = "Incoming text" });
            await Expect(refusal).ToContainTextAsync("No signature");
            await Expect(refusal).ToContainTextAsync("time");
        });
    }

    private static ILocator Entry(Screen screen, string body) => screen.Page.Locator("[data-tray]").Filter(new() { HasText = body });
}
