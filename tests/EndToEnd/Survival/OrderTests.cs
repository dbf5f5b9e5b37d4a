using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival;

/// <summary>
/// What is written in a conversation reaches the carrier in that order. A text that has to be tried again holds those after it;
/// one whose fate is not known is never posted again and holds nobody, so it alone may come late, or never.
/// </summary>
public sealed class OrderTests(SharedInstallation shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_hundred_texts_in_six_conversations_arrive_in_order_through_refusals_and_an_outage()
    {
        const int Texts = 50;
        await using var installation = await Installation.Start(shared.Postgres, Cancellation, settings => settings with { More = Pace("50") });
        var people = Enumerable.Range(0, 6).Select(_ => People.Next()).ToArray();
        // Longer than the carrier client tries by itself, so this one goes back into the outbox.
        await installation.Carrier.Fault(new { effect = "status", code = 429, to = people[0], after = 10, count = 7 }, Cancellation);
        await installation.Carrier.Fault(new { effect = "status", code = 429, retryAfter = 1, to = people[1], after = 5, count = 3 }, Cancellation);
        var conversations = await SendAll(installation, people, Texts);

        await Posted(installation, people, atLeast: 80);
        var log = await Posts(installation);
        await installation.Carrier.Stop();
        await installation.Silo.Log.Line(line => line.Contains("goes back into the outbox: The carrier could not be reached", StringComparison.Ordinal), Cancellation);
        await installation.StartCarrierAgain(Cancellation);
        await AllSettled(installation);

        log = [.. log, .. await Posts(installation)];
        Assert.Contains(log, post => post.To == people[0] && post.Status == 429);
        foreach (var (person, conversation) in people.Zip(conversations))
        {
            await InOrder(installation, conversation, [.. log.Where(post => post.To == person)], Texts);
        }
    }

    [Fact]
    public async Task After_a_kill_the_texts_go_on_in_order_and_those_of_that_moment_hold_nobody()
    {
        const int Texts = 25;
        await using var installation = await Installation.Start(shared.Postgres, Cancellation, settings => settings with { More = Pace("40") });
        var people = Enumerable.Range(0, 4).Select(_ => People.Next()).ToArray();
        // Slow enough that some are on their way when it happens.
        await installation.Carrier.Fault(new { effect = "slow", ms = 2_000 }, Cancellation);
        var conversations = await SendAll(installation, people, Texts);

        await Posted(installation, people, atLeast: 30);
        await installation.Silo.Kill();
        await installation.StartSiloAgain(Cancellation);
        await AllSettled(installation);

        var log = await Posts(installation);
        foreach (var (person, conversation) in people.Zip(conversations))
        {
            await InOrder(installation, conversation, [.. log.Where(post => post.To == person)], Texts);
        }
    }

    private static async Task<string[]> SendAll(Installation installation, string[] people, int texts) => await Task.WhenAll(people.Select(async person =>
    {
        var conversation = "";
        for (var number = 1; number <= texts; number++)
        {
            var answer = await installation.Api.Send(person, number.ToString(CultureInfo.InvariantCulture));
            conversation = answer.Json.Text("conversationId")!;
        }

        return conversation;
    }));

    /// <summary>Nothing was taken twice or overtook; what the carrier never had is in doubt, and only the few that were under way are.</summary>
    private static async Task InOrder(Installation installation, string conversation, Post[] posts, int texts)
    {
        var tried = posts.Select(post => post.Number).ToArray();
        Assert.Equal(tried.Order(), tried);
        var taken = posts.Where(post => post.Status == 201).Select(post => post.Number).ToArray();
        Assert.Equal(taken.Distinct(), taken);

        var thread = await installation.Api.Thread(conversation, "?limit=200");
        var messages = thread.Messages();
        Assert.Equal(Enumerable.Range(1, texts), messages.Select(message => int.Parse(message.Text("body")!, CultureInfo.InvariantCulture)));
        // One at a time is under way in a conversation.
        Assert.InRange(messages.Count(message => message.Text("status") == "in_doubt"), 0, 1);
        Assert.All(messages, message => Assert.Contains(message.Text("status"), new[] { "accepted", "sending", "sent", "delivered", "in_doubt" }));
    }

    private static Task<int> Posted(Installation installation, string[] people, int atLeast) => Eventually.Get(
        async () => (await Posts(installation)).Count(post => post.Status == 201 && people.Contains(post.To)), posted => posted >= atLeast, Cancellation);

    private static Task<long> AllSettled(Installation installation) => Eventually.Get(
        () => installation.Database.Count("select count(*) from outbox where state <> $1", "in_doubt"), left => left == 0, TimeSpan.FromMinutes(2), Cancellation);

    private static async Task<Post[]> Posts(Installation installation)
    {
        var log = await installation.Carrier.Http.GetFromJsonAsync<JsonElement>("/_sim/api-log", Cancellation);
        return [.. log.EnumerateArray().Where(entry => entry.Text("method") == "POST").Select(Post.Of)];
    }

    private static Dictionary<string, string> Pace(string segmentsPerSecond) => new()
    {
        ["Lines__Rates__14155550100"] = segmentsPerSecond,
        ["Lines__Burst"] = "10",
        ["Lines__InFlight"] = "8",
    };

    private sealed record Post(string To, int Number, int Status)
    {
        public static Post Of(JsonElement entry)
        {
            var form = entry.GetProperty("form").EnumerateArray().ToLookup(field => field.Text("key")!, field => field.Text("value")!);
            return new(form["To"].Single(), int.Parse(form["Body"].Single(), CultureInfo.InvariantCulture), entry.Number("status")!.Value);
        }
    }
}
