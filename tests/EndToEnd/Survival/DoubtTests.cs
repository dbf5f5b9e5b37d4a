using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Survival;

/// <summary>The carrier's answer is lost: the text is found there, or a person decides; nobody is texted twice.</summary>
[Collection(nameof(Screens.Screens))]
public sealed class DoubtTests(QuickLookUps quick, Browser browser) : IClassFixture<QuickLookUps>
{
    private static readonly string[] Faults =
        ["timeoutAfterExecute", "resetAfterExecute", "malformedJson", "truncatedBody", "emptyBody"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Api Api => quick.Now.Api;

    private SimulatorProcess Carrier => quick.Now.Carrier;

    [Fact]
    public async Task Of_a_thousand_texts_with_every_fifth_answer_lost_the_carrier_has_each_once_and_none_stays_in_doubt()
    {
        var people = Enumerable.Range(0, 100).Select(_ => People.Next()).ToList();
        var faults = new List<string>();
        foreach (var effect in Faults)
        {
            faults.Add(await Fault(new { effect, path = "/Messages.json", method = "POST", probability = 0.035 }));
        }

        faults.Add(await Fault(new { effect = "status", code = 500, execute = true, path = "/Messages.json", method = "POST", probability = 0.045 }));
        faults.Add(await Fault(new { effect = "callbackLost", probability = 0.7 }));
        faults.Add(await Fault(new { effect = "listLag", seconds = 30 }));

        var sent = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation }, async (number, _) =>
            // Some say the same again: equal texts to one person must not be taken for each other.
            sent.Add((await Api.Send(people[number % people.Count], number % 300 < 100 ? "ok" : $"text {number}", number % 2 == 0 ? OurLines.First : OurLines.Second)).Json.Text("id")!));
        await Eventually.Get(() => Count("select count(*) from outbox where $1 = $1"), left => left == 0, Cancellation);

        await EndFaults(faults);
        var carriers = (await AllMessages()).Where(message => people.Contains(message.Text("to")!)).Select(message => message.Text("sid")!).ToList();
        Assert.Equal(1000, sent.Distinct().Count());
        Assert.Equal(1000, carriers.Count);
        Assert.Equal(1000, await Count("select count(distinct message_sid) from sms_messages where direction = $1", "outbound", people));
        Assert.Equal(carriers.Order(), (await Sids(people)).Order());
        Assert.Equal(0, await Count("select count(*) from sms_messages where status = $1", "in_doubt", people));
        Assert.InRange(await Count("select count(*) from sms_messages where strpos(timeline::text, $1) > 0", "in_doubt", people), 100, 400);
    }

    [Fact]
    public async Task A_text_that_never_arrived_is_not_confirmed_and_a_person_sends_it_again_once()
    {
        var anna = People.Next();
        await Fault(new { effect = "status", code = 500, to = anna, count = 1 });
        var sent = await Api.Send(anna, "did you get this?");
        await Api.Settled(sent, "in_doubt", Cancellation);
        var path = $"/api/v1/twilio/sms/messages/{sent.Json.Text("id")}/send-again";

        var early = await Api.Post(path, "", "application/json");
        Assert.Equal((HttpStatusCode.Conflict, "nothing-to-send-again"), (early.Status, early.Code));
        await NotConfirmed(sent);
        var pressed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Api.Post(path, "", "application/json")));

        Assert.Contains(pressed, answer => answer.Status == HttpStatusCode.OK && answer.Json.Text("id") == sent.Json.Text("id"));
        Assert.All(pressed, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict));
        var delivered = await Api.Settled(sent, "delivered", Cancellation);
        Assert.Equal(["in_doubt", "not_confirmed", "sent_again"], delivered.Timeline().Take(3));
        Assert.Equal(delivered.Text("messageSid"), Assert.Single(await Carrier.MessagesTo(anna, Cancellation)).Text("sid"));
        Assert.Equal(2, await Carrier.PostsTo(anna, Cancellation));
        Assert.Equal(HttpStatusCode.Conflict, (await Api.Post(path, "", "application/json")).Status);
    }

    [Theory]
    [InlineData("not-an-id")]
    [InlineData("0197f3a2-0000-7000-8000-00000000000f")]
    public async Task What_is_not_there_cannot_be_sent_again(string id)
    {
        var answer = await Api.Post($"/api/v1/twilio/sms/messages/{id}/send-again", "", "application/json");

        Assert.Equal((HttpStatusCode.NotFound, "message-not-found"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_carrier_that_refuses_our_credentials_holds_the_texts_up_and_gets_them_when_it_lets_us_in()
    {
        var (anna, ben) = (People.Next(), People.Next());
        var locked = await Fault(new { effect = "status", code = 401, path = "/Messages.json", method = "POST" });

        var first = await Api.Send(anna, "hi");
        var held = await Api.Message(first.Json.Text("conversationId")!, message => message.Timeline().Contains("held_up"), Cancellation);
        var second = await Api.Send(ben, "hi");
        Assert.Equal(("queued", 0), (held.Text("status"), (await Carrier.MessagesTo(anna, Cancellation)).Count));

        await EndFaults([locked]);
        await Api.Settled(first, "delivered", Cancellation);
        await Api.Settled(second, "delivered", Cancellation);
        Assert.Single(await Carrier.MessagesTo(anna, Cancellation));
        Assert.Single(await Carrier.MessagesTo(ben, Cancellation));
    }

    [Fact]
    public async Task On_the_screen_a_doubt_is_being_checked_then_not_confirmed_and_sent_again_with_the_keyboard()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "hello", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id");
        await Fault(new { effect = "status", code = 500, to = anna, count = 1 });

        await browser.Visit(quick.Now.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await screen.Write("Is anybody there?");
            var row = screen.Bubble("Is anybody there?");
            await Expect(row.Locator(".why")).ToContainTextAsync("We could not confirm whether this was sent. We are checking.");
            await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Send again" })).ToHaveCountAsync(0);

            await Expect(row.Locator(".why")).ToContainTextAsync("Not confirmed. Send again?");
            var button = row.GetByRole(AriaRole.Button, new() { Name = "Send again" });
            await button.FocusAsync();
            await screen.Page.Keyboard.PressAsync("Enter");
            await screen.Page.Keyboard.PressAsync("Enter");

            await Expect(row).ToHaveAttributeAsync("data-status", "delivered");
            await Expect(row.Locator(".why")).ToHaveCountAsync(0);
            await Expect(row).ToHaveCountAsync(1);
        });
        Assert.Single(await Carrier.MessagesTo(anna, Cancellation));
    }

    private Task<JsonElement> NotConfirmed(Answer sent) =>
        Api.Message(sent.Json.Text("conversationId")!, message => message.Timeline().Contains("not_confirmed"), Cancellation);

    private Task<string> Fault(object fault) => Carrier.Fault(fault, Cancellation);

    private async Task EndFaults(IEnumerable<string> faults)
    {
        foreach (var fault in faults)
        {
            await Carrier.EndFault(fault, Cancellation);
        }
    }

    private async Task<IEnumerable<JsonElement>> AllMessages() =>
        (await Carrier.Http.GetFromJsonAsync<JsonElement>("/_sim/state", Cancellation)).GetProperty("messages").EnumerateArray();

    private Task<long> Count(string sql) => quick.Now.Database.Count(sql, "");

    private Task<long> Count(string sql, string value, IEnumerable<string> people) =>
        quick.Now.Database.Count($"{sql} and to_number in ('{string.Join("','", people)}')", value);

    private async Task<List<string>> Sids(IEnumerable<string> people)
    {
        await using var command = quick.Now.Database.CreateCommand(
            $"select message_sid from sms_messages where direction = 'outbound' and to_number in ('{string.Join("','", people)}')");
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var sids = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            sids.Add(reader.GetString(0));
        }

        return sids;
    }
}
