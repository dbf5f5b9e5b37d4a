using System.Globalization;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Records;

public sealed class CallListTests
{
    private const string Recordings = $"/2010-04-01/Accounts/{Some.AccountSid}/Recordings";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_is_asked_for_with_every_filter_encoded_and_goes_on_where_the_carrier_says()
    {
        const string Next = Json.Calls + ".json?To=%2B14155550100&Page=1&PageToken=PA7";
        await using var carrier = await CarrierStub.Start((http, number) => CarrierStub.Write(http, 200, Json.CallPage(number == 1 ? Next : null, Came())));
        using var sender = new Sender(carrier.Url);

        var first = await sender.CallList.List(
            new(Some.Line, From: Some.Contact, To: Some.Line, StartedFrom: DateTimeOffset.Parse("2026-07-22T12:00:00+02:00", CultureInfo.InvariantCulture), PageSize: 1000), Cancellation);
        var second = await sender.CallList.List(new(Some.Line, To: Some.Line, Next: first.Next), Cancellation);

        Assert.Equal(
            new(Some.CallSid, null, Direction.Inbound, Some.Contact, Some.Line, "no-answer", 20, new(2026, 7, 22, 10, 29, 58, TimeSpan.Zero), new(2026, 7, 22, 10, 30, 18, TimeSpan.Zero)),
            Assert.Single(first.Calls));
        Assert.Null(second.Next);
        Assert.Equal(
            [Json.Calls + ".json?To=%2B14155550100&From=%2B14155550123&StartTime%3E=2026-07-22T10%3A00%3A00Z&PageSize=1000", Next],
            carrier.Posts.Select(get => get.Path + get.Query));
    }

    [Theory]
    [InlineData("https://evil.example" + Json.Calls + ".json?Page=1")]
    [InlineData(Json.Messages + ".json?Page=1")]
    [InlineData(Json.Calls + "/CA1.json")]
    public async Task Our_credentials_go_nowhere_else_whatever_an_answer_says(string next)
    {
        await using var carrier = await CarrierStub.Answering(200, Json.CallPage(next, Came()));
        using var sender = new Sender(carrier.Url);

        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.CallList.List(new(Some.Line, To: Some.Line), Cancellation));
        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.CallList.List(new(Some.Line, Next: next), Cancellation));
        Assert.Single(carrier.Posts);
    }

    [Theory]
    [InlineData(401, "{}")]
    [InlineData(404, "{}")]
    [InlineData(200, """{"messages":[]}""")]
    public async Task No_list_is_no_empty_list(int status, string body)
    {
        await using var carrier = await CarrierStub.Answering(status, body);
        using var sender = new Sender(carrier.Url);

        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.CallList.List(new(Some.Line, To: Some.Line), Cancellation));
    }

    [Fact]
    public async Task What_has_not_begun_is_left_out_and_who_does_not_want_to_be_known_is_as_at_the_door()
    {
        await using var carrier = await CarrierStub.Answering(200, Json.CallPage(null,
            Came("+266696687"), Json.Call(created: null), """{"sid":"../x","status":"completed"}""", Json.Call(Some.LegSid, "completed", Some.CallSid, direction: "outbound-dial")));
        using var sender = new Sender(carrier.Url);

        var calls = (await sender.CallList.List(new(Some.Line), Cancellation)).Calls;

        Assert.Equal([("ANONYMOUS", Direction.Inbound, null), (Some.Line, Direction.Outbound, Some.CallSid)], calls.Select(call => (call.From, call.Direction, call.ParentSid)));
    }

    [Fact]
    public async Task A_calls_recordings_are_told_with_where_their_files_lie_at_our_carrier()
    {
        await using var carrier = await CarrierStub.Answering(200, $$"""
            {"recordings":[{{Recording("RE1", "completed", "RecordVerb")}},{{Recording("RE2", "absent", "DialVerb")}},{{Recording("RE3", "processing", "DialVerb")}},{{Recording("RE4", "deleted", "DialVerb")}}]}
            """);
        using var sender = new Sender(carrier.Url);

        var found = await sender.CallList.Recordings(Some.Line, Some.CallSid, Cancellation);

        Assert.Equal($"{Json.Calls}/{Some.CallSid}/Recordings.json", Assert.Single(carrier.Posts).Path);
        Assert.Equal(
            [("RE1", RecordingKind.Voicemail, RecordingStatus.Waiting, null), ("RE2", RecordingKind.Call, RecordingStatus.Absent, "12400"), ("RE3", RecordingKind.Call, RecordingStatus.InProgress, (string?)null)],
            found.Select(one => (one.Sid, one.Kind, one.Status, one.Problem)));
        Assert.Equal((7, 2, carrier.Url.TrimEnd('/') + Recordings + "/RE1"), (found[0].Seconds!.Value, found[0].Channels, found[0].Url));
    }

    [Fact]
    public async Task A_call_that_the_carrier_does_not_know_has_no_recordings()
    {
        await using var carrier = await CarrierStub.Answering(404, """{"code":20404}""");
        using var sender = new Sender(carrier.Url);

        Assert.Empty(await sender.CallList.Recordings(Some.Line, Some.CallSid, Cancellation));
        Assert.Empty(await sender.CallList.Recordings(Some.Line, "../Messages", Cancellation));
        Assert.Single(carrier.Posts);
    }

    private static string Came(string from = Some.Contact) => $$"""
        {"sid":"{{Some.CallSid}}","parent_call_sid":null,"from":"{{from}}","to":"{{Some.Line}}","status":"no-answer","direction":"inbound","duration":"20",
         "start_time":"Wed, 22 Jul 2026 10:29:58 +0000","end_time":"Wed, 22 Jul 2026 10:30:18 +0000","date_created":"Wed, 22 Jul 2026 10:29:58 +0000"}
        """;

    private static string Recording(string sid, string status, string source) => $$"""
        {"sid":"{{sid}}","call_sid":"{{Some.CallSid}}","status":"{{status}}","source":"{{source}}","duration":"7","channels":2,"error_code":{{(status == "absent" ? "12400" : "null")}},
         "start_time":"Wed, 22 Jul 2026 10:29:58 +0000","media_url":"https://evil.example/{{sid}}"}
        """;
}
