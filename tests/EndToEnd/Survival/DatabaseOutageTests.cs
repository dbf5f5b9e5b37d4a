using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.Postgres.Server;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival;

public sealed class DatabaseOutageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orleanssms-outage-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task While_the_database_is_down_the_carrier_is_asked_to_come_again_and_then_the_text_is_there_once()
    {
        var database = await StartDatabase();
        await using var carrier = await Installation.QuickCarrier(0, Cancellation);
        await using var silo = await SiloProcess.Start(new(database.ConnectionString) { Carrier = carrier.Address }, Cancellation);
        var (api, webhooks) = (new Api(silo.Http), Webhook.To(silo));
        var (anna, bert) = (People.Next(), People.Next());
        var (known, unknown) = (Webhook.Text(anna, "second"), Webhook.Text(bert, "first"));
        Assert.Equal(HttpStatusCode.OK, (await webhooks.Receive(Webhook.Text(anna, "first"))).Status);

        await database.DisposeAsync();

        Assert.All(
            [await webhooks.Receive(known), await webhooks.Receive(unknown)],
            answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, "try-again"), (answer.Status, answer.Code)));
        var send = await api.Send(anna, "while it is down");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (send.Status, send.Code));
        var probe = new Api(silo.Anonymous);
        await Eventually.Get(() => probe.Get("/health/ready"), answer => answer.Status == HttpStatusCode.ServiceUnavailable, Cancellation);
        Assert.Equal(HttpStatusCode.OK, (await probe.Get("/health/live")).Status);

        await using var again = await StartDatabase();
        Assert.Equal(database.ConnectionString, again.ConnectionString);
        await silo.Ready(Cancellation);

        // As the carrier does: again until it is taken, and now and then once more.
        foreach (var text in new[] { known, unknown })
        {
            await Eventually.Get(() => webhooks.Receive(text), answer => answer.Status == HttpStatusCode.OK, Cancellation);
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => webhooks.Receive(text)));
        }

        Assert.Equal(["first", "second"], (await Thread(anna)).Select(message => message.Text("body")));
        Assert.Equal(["first"], (await Thread(bert)).Select(message => message.Text("body")));

        async Task<System.Text.Json.JsonElement[]> Thread(string contact) =>
            (await api.Thread(Assert.Single(await api.With(contact)).Text("id")!)).Messages();
    }

    private Task<PrivateServer> StartDatabase() =>
        PrivateServer.Start(Path.Combine(_folder, "postgres"), NullLogger.Instance, Cancellation);
}
