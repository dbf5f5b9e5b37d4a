using System.Net.Http.Headers;
using System.Text;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Sweeps;

/// <summary>What the carrier would have told of our own messages, or tells only when asked.</summary>
public sealed class LateNewsTests(SharedInstallation shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_whose_callbacks_were_lost_gets_its_end()
    {
        await using var installation = await Start(("StatusAfter", "00:00:01"));
        var anna = People.Next();
        await installation.Carrier.Fault(new { effect = "callbackLost", to = anna }, Cancellation);
        var sent = await installation.Api.Send(anna, "hi");
        await installation.Api.Settled(sent, "accepted", Cancellation);
        // The price comes after the status, and is news as well.
        await Eventually.Get(
            () => installation.Carrier.MessagesTo(anna, Cancellation),
            found => found.Single().Text("status") == "delivered" && found.Single().Text("price") is not null, Cancellation);

        await SweepUntil(installation, sent, "delivered");

        var before = await installation.RowVersions();
        await installation.SweepNow(Cancellation);
        Assert.Equal(before, await installation.RowVersions());
    }

    [Fact]
    public async Task A_message_that_no_network_confirms_is_closed_as_sent_without_confirmation()
    {
        await using var installation = await Start(("StatusAfter", "00:00:01"), ("CloseAfter", "00:00:03"));
        var anna = People.Next();
        await installation.Carrier.Fault(new { effect = "neverDlr", to = anna }, Cancellation);
        var sent = await installation.Api.Send(anna, "hi");
        await installation.Api.Settled(sent, "sent", Cancellation);

        await Eventually.Get(
            async () =>
            {
                await installation.SweepNow(Cancellation);
                return (await installation.Api.Thread(sent.Json.Text("conversationId")!)).Messages().Single();
            },
            message => message.Timeline().Contains("unconfirmed"), Cancellation);

        var closed = (await installation.Api.Thread(sent.Json.Text("conversationId")!)).Messages().Single();
        Assert.Equal("sent", closed.Text("status"));
        Assert.Equal(0, await installation.Database.Count("select count(*) from open_cases where line = $1", OurLines.First));
        // Should somebody say it after all, it counts.
        await installation.Carrier.Push(closed.Text("messageSid")!, "delivered", Cancellation);
        await installation.Api.Settled(sent, "delivered", Cancellation);
    }

    [Fact]
    public async Task Prices_are_filled_in_from_the_list_and_what_was_sent_elsewhere_is_left_alone()
    {
        await using var installation = await Start();
        var (anna, ben) = (People.Next(), People.Next());
        var sent = await installation.Api.Settled(await installation.Api.Send(anna, "hi"), "delivered", Cancellation);
        Assert.False(sent.TryGetProperty("price", out var none) && none.ValueKind == System.Text.Json.JsonValueKind.Number);
        await SendElsewhere(installation.Carrier, ben);
        await Eventually.Get(() => installation.Carrier.MessagesTo(anna, Cancellation), found => found.Single().Text("price") is not null, Cancellation);

        var sweep = await installation.SweepNow(Cancellation);

        Assert.Equal((1, 1), (sweep.GetProperty("prices").Number("recovered"), sweep.GetProperty("prices").Number("sentElsewhere")));
        var message = (await installation.Api.Thread(sent.Text("conversationId")!)).Messages().Single();
        Assert.Equal((-0.0079m, "USD"), (message.GetProperty("price").GetDecimal(), message.Text("priceUnit")));
        Assert.Empty(await installation.Api.With(ben));
        var before = await installation.RowVersions();
        Assert.Equal(0, (await installation.SweepNow(Cancellation)).GetProperty("prices").Number("recovered"));
        Assert.Equal(before, await installation.RowVersions());
    }

    private async Task<Installation> Start(params (string Key, string Value)[] more)
    {
        var installation = await Installation.Start(shared.Postgres, Cancellation, Swept.Settings(more));
        await installation.FirstSweep(Cancellation);
        return installation;
    }

    private static Task<string?> SweepUntil(Installation installation, Answer sent, string status) => Eventually.Get(
        async () =>
        {
            await installation.SweepNow(Cancellation);
            return (await installation.Api.Thread(sent.Json.Text("conversationId")!)).Messages().Single().Text("status");
        },
        now => now == status, Cancellation);

    private static async Task SendElsewhere(SimulatorProcess carrier, string to)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/2010-04-01/Accounts/{Carriers.AccountSid}/Messages.json")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["To"] = to, ["From"] = OurLines.First, ["Body"] = "from another program" }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Carriers.AccountSid}:{Carriers.AuthToken}")));
        using var answer = await carrier.Http.SendAsync(request, Cancellation);
        answer.EnsureSuccessStatusCode();
    }
}
