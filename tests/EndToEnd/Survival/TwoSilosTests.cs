using System.Net;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival;

[Collection(Name)]
public sealed class TwoSilosTests(TwoSilos silos)
{
    public const string Name = "two silos";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_silos_that_start_at_once_on_an_empty_database_form_one_cluster_with_one_owner()
    {
        Assert.Equal(2, await silos.Database.Count("select count(*) from orleans_membership where status = 3 and cluster_id = $1", "orleanssms"));
        Assert.Equal(1, await silos.Database.Count("select count(*) from users where role = $1", "owner"));
        Assert.Equal(HttpStatusCode.OK, (await silos.ApiOfA.Get("/api/v1/conversations")).Status);
        Assert.Equal(HttpStatusCode.OK, (await silos.ApiOfB.Get("/api/v1/conversations")).Status);
    }

    [Fact]
    public async Task What_one_silo_took_the_other_shows_at_once()
    {
        var anna = People.Next();

        for (var i = 1; i <= 10; i++)
        {
            await Webhook.To(silos.A).Receive(Webhook.Text(anna, $"text {i}"));
            Assert.Equal(i, Assert.Single(await silos.ApiOfB.With(anna)).Number("smsCount"));
        }

        var id = Assert.Single(await silos.ApiOfA.With(anna)).Text("id")!;
        Assert.Equal((await silos.ApiOfA.Thread(id)).Text, (await silos.ApiOfB.Thread(id)).Text);
        var sent = await silos.ApiOfB.Send(anna, "from the other one");
        await silos.ApiOfA.Settled(sent, "delivered", Cancellation);
        Assert.Equal(1, await silos.Carrier.PostsTo(anna, Cancellation));
    }

    [Fact]
    public async Task When_one_silo_is_killed_the_other_goes_on_with_its_conversations()
    {
        var people = Enumerable.Range(0, 12).Select(_ => People.Next()).ToList();
        await Parallel.ForEachAsync(people, Cancellation, async (person, _) => await Webhook.To(silos.A).Receive(Webhook.Text(person, "before")));

        await silos.A.Kill();

        var webhooks = new Webhook(silos.B.Anonymous, silos.A.Address);
        await Parallel.ForEachAsync(people, Cancellation, async (person, cancellation) =>
        {
            var text = Webhook.Text(person, "after");
            await Eventually.Get(() => webhooks.Receive(text), answer => answer.Status == HttpStatusCode.OK, cancellation);
        });
        foreach (var person in people)
        {
            var head = Assert.Single(await silos.ApiOfB.With(person));
            Assert.Equal(["before", "after"], (await silos.ApiOfB.Thread(head.Text("id")!)).Messages().Select(message => message.Text("body")));
        }

        await silos.StartAgain(silos.A, Cancellation);
        Assert.Equal(2, Assert.Single(await silos.ApiOfA.With(people[0])).Number("smsCount"));
    }
}

[CollectionDefinition(TwoSilosTests.Name)]
public sealed class TwoSilosCollection : ICollectionFixture<TwoSilos>;
