using System.Net;
using Npgsql;
using OrleansSms.EndToEnd.Stage;

namespace OrleansSms.EndToEnd.Doors;

/// <summary>More webhooks for one conversation than are decided while anybody waits for them.</summary>
public sealed class FullQueueTests(SharedInstallation shared) : Scene(shared)
{
    /// <summary>A commit's worth, all that may wait behind it, and some more.</summary>
    private const int TooMany = 256 + 2048 + 96;

    [Fact]
    public async Task A_full_queue_answers_503_and_what_the_carrier_sends_again_is_stored_once()
    {
        await using var installation = await Installation.Start(Postgres, Cancellation, settings => settings with
        {
            More = new Dictionary<string, string> { ["Webhooks__AtOnce"] = "10000", ["Webhooks__AnswerWithin"] = "00:00:13" },
        });
        var carrier = Webhook.To(installation.Silo);
        var anna = People.Next();
        await carrier.Receive(Webhook.Text(anna, "first"));
        var texts = Enumerable.Range(0, TooMany).Select(_ => Webhook.Text(anna, "again and again")).ToList();

        List<Answer> answers;
        await using (var standing = await Standing(installation.Database))
        {
            var asked = texts.Select(carrier.Receive).ToList();
            var refused = await await Task.WhenAny(asked);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "busy", "2"), (refused.Status, refused.Code, refused.RetryAfter));
            await standing.CloseAsync();
            answers = [.. await Task.WhenAll(asked)];
        }

        Assert.All(answers, answer => Assert.True(answer.Status == HttpStatusCode.OK || answer is { Status: HttpStatusCode.ServiceUnavailable, RetryAfter: not null }, answer.Text));
        Assert.Equal(1 + answers.Count(answer => answer.Status == HttpStatusCode.OK), await installation.Database.MessagesFrom(anna));
        foreach (var text in texts.Where((_, i) => answers[i].Status != HttpStatusCode.OK))
        {
            Assert.Equal(HttpStatusCode.OK, (await carrier.Receive(text)).Status);
        }

        Assert.Equal(1 + TooMany, await installation.Database.MessagesFrom(anna));
    }

    /// <summary>Until it is closed nothing is committed.</summary>
    private static async Task<NpgsqlConnection> Standing(NpgsqlDataSource database)
    {
        var connection = await database.OpenConnectionAsync(Cancellation);
        await using var locking = new NpgsqlCommand("begin; lock table conversations", connection);
        await locking.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }
}
