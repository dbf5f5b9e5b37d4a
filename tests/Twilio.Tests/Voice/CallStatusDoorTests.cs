using System.Net;
using OrleansSms.Calls;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Voice;

public sealed class CallStatusDoorTests
{
    private const string Door = Receiver.Voice + "status";

    private static readonly (string, string)[] Ringing =
    [
        ("CallSid", Some.CallSid), ("AccountSid", Some.AccountSid), ("CallStatus", "ringing"), ("Direction", "outbound-api"), ("SequenceNumber", "1"),
        ("Timestamp", "Wed, 22 Jul 2026 10:45:12 +0000"), ("CallbackSource", "call-progress-events"),
    ];

    private static readonly DateTimeOffset Then = new(2026, 7, 22, 10, 45, 12, TimeSpan.Zero);

    [Fact]
    public async Task The_first_leg_of_a_call_that_we_placed_is_the_members()
    {
        await using var receiver = await Known();

        var answer = await receiver.Post(Door + Some.Ids + "&leg=member", Ringing);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(
            (Some.Place, new CallReport(Some.CallId, CallLeg.Member, "ringing", Some.CallSid, Sequence: 1, CarrierDate: Then)), Assert.Single(receiver.Reception.Reported));
        Assert.Empty(receiver.World.Tray);
    }

    [Fact]
    public async Task The_end_of_the_contacts_leg_tells_how_long_it_was()
    {
        await using var receiver = await Known();

        await receiver.Post(
            Door + Some.Ids + "&leg=contact", [.. Ringing[..2], ("CallStatus", "completed"), ("CallDuration", "42"), ("Duration", "1"), ("SipResponseCode", "200"), ("SequenceNumber", "3")]);

        Assert.Equal(new CallReport(Some.CallId, CallLeg.Contact, "completed", Some.CallSid, Seconds: 42, Sequence: 3), Assert.Single(receiver.Reception.Reported).Report);
    }

    [Fact]
    public async Task A_leg_of_one_of_several_members_says_whose_it_is()
    {
        await using var receiver = await Known();

        await receiver.Post($"{Door}{Some.Ids}&leg=member&u={Some.MemberId}", [.. Ringing[..2], ("CallStatus", "canceled"), ("SipResponseCode", "487"), ("ErrorCode", "")]);

        Assert.Equal(new CallReport(Some.CallId, CallLeg.Member, "canceled", Some.CallSid, Some.MemberId), Assert.Single(receiver.Reception.Reported).Report);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?c=not-an-id&m=neither")]
    [InlineData("?c=0197f3a2-0000-7000-8000-00000000000f&m=0197f3a2-0000-7000-8000-00000000000e")]
    public async Task The_end_of_a_call_that_came_in_is_found_by_the_carriers_name(string query)
    {
        await using var receiver = await Known();
        receiver.Reception.BySid[Some.CallSid] = Some.Place;

        await receiver.Post(Door + query, [.. Ringing[..2], ("CallStatus", "completed"), ("CallDuration", "9"), ("Direction", "inbound")]);

        Assert.Equal((Some.Place, new(Some.CallId, CallLeg.Contact, "completed", Some.CallSid, Seconds: 9)), Assert.Single(receiver.Reception.Reported));
        Assert.Empty(receiver.World.Tray);
    }

    [Fact]
    public async Task A_callback_of_a_call_that_nobody_knows_yet_is_kept()
    {
        await using var receiver = await Receiver.Start();

        var answer = await receiver.Post(Door, [.. Ringing[..2], ("CallStatus", "completed")]);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var kept = Assert.Single(receiver.World.Tray);
        Assert.Equal(("call-status", Door), (kept.Kind, kept.Target));
        Assert.Contains("No call here is known", kept.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", Some.CallSid)]
    [InlineData(null, Some.CallSid)]
    [InlineData("ringing", "no sid")]
    public async Task Without_a_status_or_a_usable_name_it_is_kept(string? status, string sid)
    {
        await using var receiver = await Known();

        await receiver.Post(Door + Some.Ids, [("AccountSid", Some.AccountSid), ("CallSid", sid), .. status is null ? [] : new[] { ("CallStatus", status) }]);

        Assert.Single(receiver.World.Tray);
        Assert.Empty(receiver.Reception.Reported);
    }

    [Theory]
    [InlineData("teleported", "many", "first", "yesterday", "-5", null, null, null)]
    [InlineData("failed", "13224", "0", "Wed, 22 Jul 2026 10:45:12 +0000", "0", 13224, 0, 0)]
    [InlineData("busy", "-1", "-1", "", "99999999999", null, null, null)]
    public async Task A_strange_word_is_passed_on_and_strange_numbers_are_not(
        string word, string code, string sequence, string date, string seconds, int? itsCode, int? itsSequence, int? itsSeconds)
    {
        await using var receiver = await Known();

        await receiver.Post(
            Door + Some.Ids + "&leg=contact",
            [.. Ringing[..2], ("CallStatus", word), ("ErrorCode", code), ("SequenceNumber", sequence), ("Timestamp", date), ("CallDuration", seconds)]);

        var report = Assert.Single(receiver.Reception.Reported).Report;
        Assert.Equal((word, itsCode, itsSequence, itsSeconds), (report.Word, report.Code, report.Sequence, report.Seconds));
        Assert.Equal(date.Contains("2026", StringComparison.Ordinal) ? Then : null, report.CarrierDate);
    }

    [Fact]
    public async Task A_fault_of_ours_asks_the_carrier_to_come_again()
    {
        await using var receiver = await Known();
        receiver.Reception.Fault = new TimeoutException("database down");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await receiver.Post(Door + Some.Ids, Ringing)).StatusCode);
    }

    private static async Task<Receiver> Known()
    {
        var receiver = await Receiver.Start();
        receiver.Reception.Calls.Add(Some.Place);
        return receiver;
    }
}
