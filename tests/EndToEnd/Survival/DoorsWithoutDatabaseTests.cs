using System.Net;
using Npgsql;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival;

/// <summary>The database is away and comes back: what the carrier sends again stands exactly once.</summary>
public sealed class DoorsWithoutDatabaseTests(SharedInstallation shared) : Scene(shared)
{
    [Fact]
    public async Task Both_doors_ask_the_carrier_to_come_again_and_then_take_it_once()
    {
        await using var database = await Postgres.CreateDatabase();
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using var cable = new TcpRelay(settings.Port);
        (settings.Host, settings.Port) = ("127.0.0.1", cable.Port);
        await using var carrier = await OrleansSms.EndToEnd.Stage.Installation.QuickCarrier(0, Cancellation);
        await using var silo = await SiloProcess.Start(new(settings.ConnectionString) { Carrier = carrier.Address }, Cancellation);
        var (api, webhooks, anna) = (new Api(silo.Http), Webhook.To(silo), People.Next());
        await carrier.Fault(new { effect = "callbackLost", to = anna }, Cancellation);
        var sent = await api.Send(anna, "hi");
        var named = await api.Message(sent.Json.Text("conversationId")!, message => message.Text("messageSid") is not null, Cancellation);
        var text = Webhook.Text(anna, "while it was away");
        var callback = Callback(named.Text("messageSid")!);
        var orphan = Callback(Webhook.NextSid());
        var query = $"?c={sent.Json.Text("conversationId")}&m={sent.Json.Text("id")}&a=1";

        cable.Cut();

        foreach (var answer in (Answer[])[await webhooks.Receive(text), await webhooks.Report(callback, query), await webhooks.Report(orphan)])
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "try-again", "5"), (answer.Status, answer.Code, answer.RetryAfter));
        }

        cable.Heal();

        await Eventually.Get(() => webhooks.Receive(text), answer => answer.Status == HttpStatusCode.OK, Cancellation);
        await Eventually.Get(() => webhooks.Report(callback, query), answer => answer.Status == HttpStatusCode.NoContent, Cancellation);
        await Eventually.Get(() => webhooks.Report(orphan), answer => answer.Status == HttpStatusCode.NoContent, Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(_ => (Task[])[webhooks.Receive(text), webhooks.Report(callback, query), webhooks.Report(orphan)]));

        var messages = (await api.Thread(sent.Json.Text("conversationId")!)).Messages();
        Assert.Equal(["hi", "while it was away"], messages.Select(message => message.Text("body")));
        Assert.Equal("delivered", messages[0].Text("status"));
        Assert.Single(messages[0].Timeline(), word => word == "delivered");
        Assert.Equal(1, await database.DataSource.Count("select count(*) from orphan_reports where message_sid = $1", orphan["MessageSid"]));
    }

    private static Dictionary<string, string> Callback(string sid) =>
        new() { ["AccountSid"] = Carriers.AccountSid, ["MessageSid"] = sid, ["MessageStatus"] = "delivered" };
}
