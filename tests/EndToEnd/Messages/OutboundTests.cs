using System.Net;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Messages;

public sealed class OutboundTests(SharedInstallation shared) : Scene(shared)
{
    [Fact]
    public async Task A_text_is_delivered_and_its_timeline_tells_how()
    {
        var anna = People.Next();

        var sent = await Api.Send(anna, "Your order is ready");

        Assert.Equal(HttpStatusCode.Created, sent.Status);
        Assert.Equal($"/api/v1/twilio/sms/conversation/{sent.Json.Text("conversationId")}", sent.Location);
        var delivered = await Api.Message(
            sent.Json.Text("conversationId")!, message => message.Text("status") == "delivered" && message.Timeline().Contains("sent"), Cancellation);
        Assert.Contains("delivered", delivered.Timeline());
        Assert.Equal(Assert.Single(await Carrier.MessagesTo(anna, Cancellation)).Text("sid"), delivered.Text("messageSid"));
        Assert.Null(delivered.Number("errorCode"));
    }

    [Theory]
    [InlineData("+15002130007", "failed", 30007, "spam")]
    [InlineData("+15002230003", "undelivered", 30003, "unreachable")]
    [InlineData("+15002230005", "undelivered", 30005, "in use")]
    [InlineData("+15002021211", "failed", 21211, "valid number")]
    [InlineData("+15002021610", "failed", 21610, "opted out")]
    public async Task A_text_that_does_not_arrive_says_why(string to, string status, int code, string word)
    {
        var sent = await Api.Send(to, "Are you there?");

        var message = await Api.Settled(sent, status, Cancellation);

        Assert.Equal(code, message.Number("errorCode"));
        Assert.Contains(word, message.Text("errorMessage"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+15002300011")] // its callback overtakes the answer to the request
    [InlineData("+15002300004")] // delivered is told before sent
    [InlineData("+15002300005")] // everything is told three times
    public async Task The_order_and_number_of_callbacks_change_nothing(string to)
    {
        var sent = await Api.Send(to, "in any order");

        var message = await Eventually.Get(
            async () => await Api.Settled(sent, "delivered", Cancellation),
            delivered => delivered.Text("messageSid") is not null && delivered.Timeline().Contains("sent"), Cancellation);

        Assert.Equal(message.Timeline().Distinct(), message.Timeline());
        Assert.Equal(1, await Carrier.PostsTo(to, Cancellation));
    }

    [Fact]
    public async Task A_status_word_that_nobody_knows_is_kept_and_changes_nothing()
    {
        var anna = People.Next();
        await Carrier.Fault(new { effect = "unknownStatus", status = "teleported", to = anna, count = 1 }, Cancellation);

        var sent = await Api.Send(anna, "hi");

        var delivered = await Api.Message(
            sent.Json.Text("conversationId")!, message => message.Text("status") == "delivered" && message.Timeline().Contains("teleported"), Cancellation);
        Assert.Equal(sent.Json.Text("id"), delivered.Text("id"));
    }

    [Fact]
    public async Task The_same_key_and_text_again_is_the_same_message()
    {
        var anna = People.Next();
        var key = Guid.NewGuid().ToString();

        var first = await Api.Send(anna, "once", key: key);
        var again = await Api.Send(anna, "once", key: key);
        var other = await Api.Send(anna, "twice", key: key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, again.Status));
        Assert.Equal(first.Json.Text("id"), again.Json.Text("id"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (other.Status, other.Code));
    }

    [Fact]
    public async Task Ten_requests_with_one_key_at_once_text_once()
    {
        var anna = People.Next();
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Api.Send(anna, "only one of these", key: key)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(9, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        await Api.Settled(answers[0], "delivered", Cancellation);
        Assert.Equal(1, await Carrier.PostsTo(anna, Cancellation));
    }
}
