using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Doors;

public sealed class FallbackTests(SharedInstallation shared) : Scene(shared)
{
    // No other test texts this number, so its webhook may be bent.
    private static readonly string Line = Carriers.Numbers[2];

    [Fact]
    public async Task A_text_that_cannot_reach_the_first_address_comes_once_through_the_second_and_is_counted()
    {
        var anna = People.Next();
        var webhook = Webhook.Inbound(Installation.Silo.Settings).AbsoluteUri;
        await Carrier.Order("numbers", new { phoneNumber = Line, smsUrl = $"http://127.0.0.1:{FreePorts.Next()}/nobody", smsFallbackUrl = webhook }, Cancellation);

        await Carrier.Text(anna, Line, "the second way", Cancellation);
        await Carrier.Order("numbers", new { phoneNumber = Line, smsUrl = webhook, smsFallbackUrl = webhook }, Cancellation);
        await Carrier.Text(anna, Line, "the first way", Cancellation);

        var thread = await Api.Thread(Assert.Single(await Api.With(anna, Line)).Text("id")!);
        Assert.Equal(["the second way", "the first way"], thread.Messages().Select(message => message.Text("body")));
        Assert.All(thread.Messages(), message => Assert.Equal("received", message.Text("status")));
        Assert.All(thread.Messages(), message => Assert.Null(message.Number("errorCode")));
        await Eventually.Get(
            () => Installation.Database.Count("select coalesce(sum(count), 0)::bigint from webhook_counts where kind = $1 and reason <> ''", "fallback"),
            count => count == 1, Cancellation);
    }
}
