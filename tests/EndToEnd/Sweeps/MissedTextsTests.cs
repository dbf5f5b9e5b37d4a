using System.Globalization;
using System.Net;
using System.Text.Json;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Sweeps;

/// <summary>Texts that came while nobody could be told of them.</summary>
public sealed class MissedTextsTests(SharedInstallation shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_came_while_webhooks_were_lost_is_there_once_after_a_sweep_and_a_second_one_changes_nothing()
    {
        await using var installation = await Start();
        await installation.FirstSweep(Cancellation);
        var (anna, ben) = (People.Next(), People.Next());
        await installation.Carrier.Text(anna, OurLines.First, "before", Cancellation);
        var lost = await installation.Carrier.LoseWebhooks(Cancellation);
        foreach (var number in Enumerable.Range(1, 6))
        {
            await installation.Carrier.Text(anna, OurLines.First, $"missed {number}", Cancellation);
        }

        await installation.Carrier.Text(ben, OurLines.First, "hello?", Cancellation);
        await installation.Carrier.EndFault(lost, Cancellation);
        await installation.Carrier.Text(anna, OurLines.First, "after", Cancellation);

        var sweep = await installation.SweepNow(Cancellation);

        Assert.Equal(7, sweep.GetProperty("texts").Number("recovered"));
        var head = Assert.Single(await installation.Api.With(anna));
        Assert.Equal((8, 8), (head.Number("smsCount"), head.Number("unreadCount")));
        var messages = (await installation.Api.Thread(head.Text("id")!)).Messages();
        Assert.Equal(["before", "after", "missed 1", "missed 2", "missed 3", "missed 4", "missed 5", "missed 6"], messages.Select(message => message.Text("body")));
        Assert.Equal(Enumerable.Range(1, 8), messages.Select(message => message.Number("number")!.Value));
        Assert.All(messages, message => Assert.Equal(message.Text("body")!.StartsWith("missed", StringComparison.Ordinal), message.GetProperty("recovered").GetBoolean()));
        Assert.True(messages[2].GetProperty("dateCreated").GetDateTimeOffset() < messages[1].GetProperty("dateCreated").GetDateTimeOffset());
        Assert.Equal(1, Assert.Single(await installation.Api.With(ben)).Number("smsCount"));

        var before = await installation.RowVersions();
        sweep = await installation.SweepNow(Cancellation);
        Assert.Equal(0, sweep.GetProperty("texts").Number("recovered"));
        Assert.Equal(before, await installation.RowVersions());
    }

    [Fact]
    public async Task What_came_while_the_silo_was_down_is_fetched_when_it_comes_up()
    {
        await using var installation = await Start();
        await installation.FirstSweep(Cancellation);
        var anna = People.Next();
        await installation.Silo.Kill();
        await installation.Carrier.Text(anna, OurLines.First, "anybody there?", Cancellation);

        await installation.StartSiloAgain(Cancellation);
        await installation.Sweep(texts => texts.Number("recoveredInAll") == 1, Cancellation);

        Assert.Equal("anybody there?", Assert.Single(await Thread(installation, anna)).Text("body"));
    }

    [Fact]
    public async Task What_a_list_shows_late_is_found_by_a_later_sweep()
    {
        await using var installation = await Start();
        await installation.FirstSweep(Cancellation);
        var anna = People.Next();
        var lost = await installation.Carrier.LoseWebhooks(Cancellation);
        var lag = await installation.Carrier.Fault(new { effect = "listLag", seconds = 3600 * 20 }, Cancellation); // an hour at its speed
        await installation.Carrier.Text(anna, OurLines.First, "late in the list", Cancellation);
        await installation.Carrier.EndFault(lost, Cancellation);

        Assert.Equal(0, (await installation.SweepNow(Cancellation)).GetProperty("texts").Number("recovered"));
        Assert.Empty(await installation.Api.With(anna));
        await installation.Carrier.EndFault(lag, Cancellation);

        Assert.Equal(1, (await installation.SweepNow(Cancellation)).GetProperty("texts").Number("recovered"));
        Assert.True(Assert.Single(await Thread(installation, anna)).GetProperty("recovered").GetBoolean());
    }

    [Fact]
    public async Task Killed_in_the_middle_of_a_big_sweep_it_goes_on_and_doubles_nothing()
    {
        await using var installation = await Start(("PageSize", "10"));
        await installation.FirstSweep(Cancellation);
        var people = Enumerable.Range(0, 5).Select(_ => People.Next()).ToArray();
        await installation.Carrier.LoseWebhooks(Cancellation);
        for (var number = 0; number < 60; number++)
        {
            await installation.Carrier.Text(people[number % people.Length], OurLines.First, string.Create(CultureInfo.InvariantCulture, $"text {number:00}"), Cancellation);
        }

        // Two pages come at once, the third does not come while this silo lives.
        var stuck = await installation.Carrier.Fault(new { effect = "slow", ms = 20 * 60_000, path = "Messages.json", method = "GET", to = OurLines.First, after = 2 }, Cancellation);
        await installation.Api.Post(Swept.Path, "", "text/plain");
        await installation.Sweep(texts => texts.Number("pages") == 2, Cancellation);
        await installation.Silo.Kill();
        await installation.Carrier.EndFault(stuck, Cancellation);
        var listed = await ListsOf(installation);

        await installation.StartSiloAgain(Cancellation);
        var sweep = await installation.Sweep(texts => texts.Number("recovered") == 60, Cancellation);

        Assert.False(sweep.GetProperty("texts").GetProperty("isUnderWay").GetBoolean());
        // It went on with the third page: four more, and none of the first two again.
        Assert.All((await ListsOf(installation)).Skip(listed.Count), path => Assert.Contains("PageToken", path, StringComparison.Ordinal));
        foreach (var person in people)
        {
            var bodies = (await Thread(installation, person)).Select(message => message.Text("body")!).ToList();
            Assert.Equal(12, bodies.Count);
            Assert.Equal(bodies.Order(StringComparer.Ordinal), bodies);
        }
    }

    [Fact]
    public async Task A_carrier_that_is_down_is_told_in_words_and_asked_again_where_it_was()
    {
        await using var installation = await Start();
        await installation.FirstSweep(Cancellation);
        var anna = People.Next();
        await installation.Carrier.LoseWebhooks(Cancellation);
        await installation.Carrier.Text(anna, OurLines.First, "missed", Cancellation);
        var down = await installation.Carrier.Fault(new { effect = "status", code = 401, method = "GET" }, Cancellation);

        await installation.Api.Post(Swept.Path, "", "text/plain");
        var waiting = await installation.Sweep(texts => texts.Text("fault") is not null, Cancellation);
        Assert.Equal("The carrier refused our credentials.", waiting.GetProperty("texts").Text("fault"));
        Assert.True(waiting.GetProperty("texts").GetProperty("isUnderWay").GetBoolean());
        await installation.Carrier.EndFault(down, Cancellation);

        var sweep = await installation.SweepNow(Cancellation);
        Assert.Null(sweep.GetProperty("texts").Text("fault"));
        Assert.Single(await Thread(installation, anna));
    }

    [Fact]
    public async Task A_stop_that_was_missed_is_honoured_and_a_start_before_it_does_not_undo_it()
    {
        await using var installation = await Start();
        await installation.FirstSweep(Cancellation);
        var (anna, ben) = (People.Next(), People.Next());
        await installation.Carrier.Text(anna, OurLines.First, "hi", Cancellation);
        var lost = await installation.Carrier.LoseWebhooks(Cancellation);
        await installation.Carrier.Text(anna, OurLines.First, "STOP", Cancellation);
        await installation.Carrier.Text(ben, OurLines.First, "START", Cancellation);
        await installation.Carrier.EndFault(lost, Cancellation);
        await installation.Carrier.Text(ben, OurLines.First, "STOP", Cancellation);

        await installation.SweepNow(Cancellation);

        var refused = await installation.Api.Send(anna, "still there?");
        Assert.Equal((HttpStatusCode.Conflict, "opted-out"), (refused.Status, refused.Code));
        refused = await installation.Api.Send(ben, "still there?");
        Assert.Equal((HttpStatusCode.Conflict, "opted-out"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Only_an_owner_sweeps_and_only_a_line_that_is_there()
    {
        await using var installation = await Start();
        var strange = await installation.Api.Post("/api/v1/lines/+15550001111/sweep", "", "text/plain");
        Assert.Equal((HttpStatusCode.NotFound, "line-not-found"), (strange.Status, strange.Code));
        using var nobody = await installation.Silo.Anonymous.PostAsync(new Uri(Swept.Path, UriKind.Relative), null, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    private Task<Installation> Start(params (string Key, string Value)[] more) =>
        Installation.Start(shared.Postgres, Cancellation, Swept.Settings(more));

    private static async Task<JsonElement[]> Thread(Installation installation, string person) =>
        (await installation.Api.Thread(Assert.Single(await installation.Api.With(person)).Text("id")!)).Messages();

    /// <summary>Every page of a list of texts to the first line that the carrier was asked for.</summary>
    private static async Task<List<string>> ListsOf(Installation installation)
    {
        var log = JsonElement.Parse(await installation.Carrier.Http.GetStringAsync(new Uri("/_sim/api-log", UriKind.Relative), Cancellation));
        return [.. log.EnumerateArray().Select(entry => entry.GetRawText())
            .Where(text => text.Contains("Messages.json", StringComparison.Ordinal) && text.Contains("To=%2B14155550100", StringComparison.Ordinal))];
    }
}
