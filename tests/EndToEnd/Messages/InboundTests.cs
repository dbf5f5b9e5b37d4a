using System.Net;
using OrleansSms.EndToEnd.Stage;

namespace OrleansSms.EndToEnd.Messages;

public sealed class InboundTests(SharedInstallation shared) : Scene(shared)
{
    [Fact]
    public async Task A_text_that_came_in_is_counted_and_unread()
    {
        var anna = People.Next();

        await Carrier.Text(anna, OurLines.First, "Is it open today?", Cancellation);
        await Carrier.Text(anna, OurLines.First, "Hello?", Cancellation);

        var head = Assert.Single(await Api.With(anna));
        Assert.Equal((2, 2, "Hello?"), (head.Number("smsCount"), head.Number("unreadCount"), head.Text("preview")));
        var thread = await Api.Thread(head.Text("id")!);
        Assert.Equal(["Is it open today?", "Hello?"], thread.Messages().Select(message => message.Text("body")));
        Assert.All(thread.Messages(), message => Assert.Equal(("inbound", "received", anna, OurLines.First), (message.Text("direction"), message.Text("status"), message.Text("from"), message.Text("to"))));
    }

    [Fact]
    public async Task Fifty_first_texts_at_once_make_one_conversation_with_fifty_entries()
    {
        var anna = People.Next();

        await Task.WhenAll(Enumerable.Range(1, 50).Select(number => Carrier.Text(anna, OurLines.First, $"text {number}", Cancellation)));

        var head = Assert.Single(await Api.With(anna));
        Assert.Equal((50, 50), (head.Number("smsCount"), head.Number("unreadCount")));
        var messages = (await Api.Thread(head.Text("id")!, "?limit=200")).Messages();
        Assert.Equal(Enumerable.Range(1, 50), messages.Select(message => message.Number("number")!.Value));
        Assert.Equal(50, messages.Select(message => message.Text("body")).Distinct().Count());
    }

    [Fact]
    public async Task Twenty_deliveries_of_one_text_at_once_make_one_message()
    {
        var anna = People.Next();
        var text = Webhook.Text(anna, "only once");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Webhooks.Receive(text)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(1, Assert.Single(await Api.With(anna)).Number("smsCount"));
        Assert.Equal(1, await Installation.Database.MessagesFrom(anna));
    }

    [Fact]
    public async Task The_carrier_is_answered_with_an_empty_response_that_texts_nobody()
    {
        var answer = await Webhooks.Receive(Webhook.Text(People.Next(), "hi"));

        Assert.Equal((HttpStatusCode.OK, "text/xml"), (answer.Status, answer.ContentType));
        Assert.EndsWith("<Response></Response>", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_to_a_number_we_did_not_know_stands_under_that_line_for_the_owner()
    {
        var anna = People.Next();
        var line = People.Next();

        var answer = await Webhooks.Receive(Webhook.Text(anna, "anybody there?", ("To", line)));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var head = Assert.Single(await Api.With(anna, line));
        Assert.Equal((line, "anybody there?"), (head.Text("line"), head.Text("preview")));
    }

    [Fact]
    public async Task Text_of_every_alphabet_comes_back_as_it_was_written()
    {
        var anna = People.Next();
        const string Body = "Grüße 👩‍👩‍👧 привет مرحبا\nsecond line & <b>not bold</b> 100% +1";

        await Carrier.Text(anna, OurLines.First, Body, Cancellation);

        var head = Assert.Single(await Api.With(anna));
        Assert.Equal(Body, Assert.Single((await Api.Thread(head.Text("id")!)).Messages()).Text("body"));
    }
}
