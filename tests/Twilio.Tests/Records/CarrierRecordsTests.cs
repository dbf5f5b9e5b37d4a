using System.Globalization;
using System.Text;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Records;

public sealed class CarrierRecordsTests
{
    [Fact]
    public async Task A_list_is_asked_for_with_every_filter_encoded()
    {
        await using var carrier = await CarrierStub.Answering(200, Json.Page(null));
        using var sender = new Sender(carrier.Url);
        var from = DateTimeOffset.Parse("2026-07-22T12:00:00+02:00", CultureInfo.InvariantCulture);

        var page = await sender.Records.List(
            new(Some.Line, From: Some.Contact, To: Some.Line, SentFrom: from, SentUntil: from.AddHours(1), PageSize: 1000), TestContext.Current.CancellationToken);

        Assert.Empty(page.Records);
        Assert.Null(page.Next);
        var get = Assert.Single(carrier.Posts);
        Assert.Equal(("GET", Json.Messages + ".json"), (get.Method, get.Path));
        Assert.Equal(
            "?To=%2B14155550100&From=%2B14155550123&DateSent%3E=2026-07-22T10%3A00%3A00Z&DateSent%3C=2026-07-22T11%3A00%3A00Z&PageSize=1000", get.Query);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Some.AccountSid}:{Some.Token}")), get.Headers["Authorization"]);
        Assert.Equal("application/json", get.Headers["Accept"]);
    }

    [Fact]
    public async Task The_next_page_is_where_the_carrier_says()
    {
        const string Next = Json.Messages + ".json?To=%2B14155550100&PageSize=1&Page=1&PageToken=PA7";
        await using var carrier = await CarrierStub.Start((http, number) =>
            CarrierStub.Write(http, 200, number == 1 ? Json.Page(Next, Json.Inbound()) : Json.Page(null, Json.Inbound())));
        using var sender = new Sender(carrier.Url);

        var first = await sender.Records.List(new(Some.Line, To: Some.Line, PageSize: 1), TestContext.Current.CancellationToken);
        var second = await sender.Records.List(new(Some.Line, To: Some.Line, PageSize: 1, Next: first.Next), TestContext.Current.CancellationToken);

        Assert.Equal(Some.MessageSid, Assert.Single(second.Records).MessageSid);
        Assert.Null(second.Next);
        Assert.Equal(Next, carrier.Posts.Last().Path + carrier.Posts.Last().Query);
    }

    [Theory]
    [InlineData("https://evil.example/2010-04-01/Accounts/{0}/Messages.json?Page=1")]
    [InlineData("//evil.example/2010-04-01/Accounts/{0}/Messages.json?Page=1")]
    [InlineData("http://user:secret@127.0.0.1/2010-04-01/Accounts/{0}/Messages.json")]
    [InlineData("/2010-04-01/Accounts/AC22222222222222222222222222222222/Messages.json?Page=1")]
    [InlineData("/2010-04-01/Accounts/{0}/../AC22222222222222222222222222222222/Messages.json")]
    [InlineData("/2010-04-01/Accounts/{0}/Calls.json")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://[")]
    public async Task Our_credentials_go_nowhere_else_whatever_an_answer_says(string next)
    {
        var told = string.Format(CultureInfo.InvariantCulture, next, Some.AccountSid);
        await using var carrier = await CarrierStub.Answering(200, Json.Page(told, Json.Inbound()));
        using var sender = new Sender(carrier.Url);

        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.Records.List(new(Some.Line, To: Some.Line), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.Records.List(new(Some.Line, Next: told), TestContext.Current.CancellationToken));
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task A_list_that_leads_back_to_its_own_page_is_not_followed_for_ever()
    {
        const string Next = Json.Messages + ".json?Page=1";
        await using var carrier = await CarrierStub.Answering(200, Json.Page(Next, Json.Inbound()));
        using var sender = new Sender(carrier.Url);

        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.Records.List(new(Some.Line, Next: Next), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pictures_of_a_text_to_us_are_told_with_the_addresses_a_webhook_would_have_named()
    {
        const string Picture = "ME4f3e2d1c0b9a48776655443322110fed";
        await using var carrier = await CarrierStub.Start((http, _) => http.Request.Path.Value!.EndsWith("/Media.json", StringComparison.Ordinal)
            ? CarrierStub.Write(http, 200, $$"""{"media_list":[{"sid":"{{Picture}}","content_type":"image/jpeg","uri":"https://evil.example/"},{"sid":"../x"}]}""")
            : CarrierStub.Write(http, 200, Json.Inbound(media: 1)));
        using var sender = new Sender(carrier.Url);

        var record = await sender.Records.Find(Some.Line, Some.MessageSid, TestContext.Current.CancellationToken);

        Assert.Equal(1, record!.MediaCount);
        Assert.Equal([new MediaItem($"{carrier.Url}{Json.Messages}/{Some.MessageSid}/Media/{Picture}", "image/jpeg")], record.Media);
    }

    [Theory]
    [InlineData(404, """{"code":20404,"message":"The requested resource was not found","status":404}""")]
    [InlineData(404, """{"message":"The requested resource was not found","status":404}""")]
    public async Task A_message_the_carrier_does_not_know_is_null(int status, string body)
    {
        await using var carrier = await CarrierStub.Answering(status, body);
        using var sender = new Sender(carrier.Url);

        Assert.Null(await sender.Records.Find(Some.Line, Some.MessageSid, TestContext.Current.CancellationToken));
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task A_name_that_is_none_is_not_asked_for()
    {
        await using var carrier = await CarrierStub.Answering(200, Json.Inbound());
        using var sender = new Sender(carrier.Url);

        Assert.Null(await sender.Records.Find(Some.Line, "../Calls", TestContext.Current.CancellationToken));
        Assert.Empty(carrier.Posts);
    }
}
