using System.Net;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Doors;

/// <summary>Status callbacks of messages that nobody knows, or not yet.</summary>
public sealed class OrphanTests(SharedInstallation shared) : Scene(shared)
{
    [Fact]
    public async Task A_callback_for_a_message_that_nobody_knows_waits_for_it_however_often_it_comes()
    {
        var sid = Webhook.NextSid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Webhooks.Report(Callback(sid, "delivered"))));
        await Webhooks.Report(Callback(sid, "sent"));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.Status));
        Assert.Equal((2, 0), (await Waiting(sid), await Installation.Database.InTray(sid)));
    }

    [Fact]
    public async Task A_callback_that_comes_before_the_carriers_name_is_known_is_folded_in_when_it_is()
    {
        var anna = People.Next();
        await Carrier.Fault(new { effect = "callbackLost", to = anna }, Cancellation);
        await Carrier.Fault(new { effect = "resetAfterExecute", to = anna }, Cancellation);
        var sent = await Api.Send(anna, "hi");
        await Api.Settled(sent, "in_doubt", Cancellation);
        var sid = Assert.Single(await Carrier.MessagesTo(anna, Cancellation)).Text("sid")!;

        // Without our ids, as a Messaging Service's own callback address gets it.
        await Webhooks.Report(Callback(sid, "delivered"));
        await Webhooks.Report(Callback(sid, "sent"), $"?c={sent.Json.Text("conversationId")}&m={sent.Json.Text("id")}&a=1");

        var delivered = await Api.Settled(sent, "delivered", Cancellation);
        Assert.Equal(sid, delivered.Text("messageSid"));
        Assert.Single(delivered.Timeline(), word => word == "delivered");
        await Eventually.Get(() => Waiting(sid), waiting => waiting == 0, Cancellation);
        Assert.Equal(0, await Installation.Database.InTray(sid));
    }

    private static Dictionary<string, string> Callback(string sid, string status) => new()
    {
        ["AccountSid"] = Carriers.AccountSid, ["MessageSid"] = sid, ["MessageStatus"] = status, ["To"] = "+12125550000", ["From"] = OurLines.First,
    };

    private Task<long> Waiting(string sid) => Installation.Database.Count("select count(*) from orphan_reports where message_sid = $1", sid);
}
