using System.Globalization;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Records;

public sealed class RecordReadingTests
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    public async Task A_message_is_read_the_same_whatever_the_machine_speaks(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var record = await Find(Json.Inbound().Replace("\"price\":null", "\"price\":\"-0.00790\"", StringComparison.Ordinal));

            Assert.Equal(
                new CarrierRecord(
                    Some.MessageSid, Direction.Inbound, Some.Contact, Some.Line, "hello", "received", null, 2, 0, [], -0.00790m, "USD",
                    At("10:29:58"), At("10:29:59"), At("10:30:01")),
                record! with { Media = [] });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("outbound-api", Direction.Outbound)]
    [InlineData("outbound-call", Direction.Outbound)]
    [InlineData("outbound-reply", Direction.Outbound)]
    [InlineData("outbound-by-pigeon", Direction.Outbound)]
    [InlineData("inbound", Direction.Inbound)]
    public async Task What_left_our_numbers_is_outbound_whatever_made_it_leave(string word, Direction direction) =>
        Assert.Equal(direction, (await Find(Json.Inbound().Replace("\"direction\":\"inbound\"", $"\"direction\":\"{word}\"", StringComparison.Ordinal)))!.Direction);

    [Fact]
    public async Task What_the_carrier_has_not_decided_yet_is_null()
    {
        var record = await Find($$"""
            {"sid":"{{Some.MessageSid}}","direction":"outbound-api","from":null,"to":"{{Some.Contact}}","body":null,"status":"accepted","num_segments":"0",
             "num_media":"0","price":null,"price_unit":null,"error_code":null,"date_created":"Wed, 22 Jul 2026 10:29:58 +0000","date_sent":null}
            """);

        Assert.NotNull(record);
        Assert.Null(record.From);
        Assert.Null(record.DateSent);
        Assert.Null(record.NumSegments);
        Assert.Null(record.Price);
        Assert.Equal("", record.Body);
        Assert.Equal(record.DateCreated, record.DateUpdated);
    }

    [Fact]
    public async Task Numbers_may_come_as_numbers_and_codes_as_text()
    {
        var record = await Find($$"""
            {"sid":"{{Some.MessageSid}}","direction":"outbound-api","from":"a","to":"b","body":"c","status":"failed","num_segments":3,"num_media":1,
             "price":-0.5,"error_code":"30003","date_created":"2026-07-22T10:29:58Z"}
            """);

        Assert.Equal((3, 1, -0.5m, 30003, At("10:29:58")), (record!.NumSegments!.Value, record.MediaCount, record.Price!.Value, record.ErrorCode!.Value, record.DateCreated));
    }

    [Fact]
    public async Task A_record_that_says_nothing_usable_is_left_out_of_a_page_and_told_in_the_log()
    {
        await using var carrier = await CarrierStub.Answering(200, Json.Page(null, Json.Inbound(), """{"sid":"SM1"}""", "17", Json.Inbound("SM" + new string('3', 32))));
        using var sender = new Sender(carrier.Url);

        var page = await sender.Records.List(new(Some.Line, To: Some.Line), TestContext.Current.CancellationToken);

        Assert.Equal([Some.MessageSid, "SM" + new string('3', 32)], page.Records.Select(record => record.MessageSid));
        Assert.Contains("1 records", sender.Log.All, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-07-22T{time}Z", CultureInfo.InvariantCulture);

    private static async Task<CarrierRecord?> Find(string json)
    {
        await using var carrier = await CarrierStub.Answering(200, json);
        using var sender = new Sender(carrier.Url);
        return await sender.Records.Find(Some.Line, Some.MessageSid, TestContext.Current.CancellationToken);
    }
}
