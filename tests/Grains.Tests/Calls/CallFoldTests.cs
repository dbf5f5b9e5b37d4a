using System.Collections.Immutable;
using CsCheck;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class CallFoldTests
{
    private static readonly Guid Dana = Guid.Parse("22222222-2222-4222-8222-222222222222");
    private static readonly Guid Sam = Guid.Parse("33333333-3333-4333-8333-333333333333");

    /// <summary>m: the member's leg, c: the contact's. With @ the time of the carrier, with # its count, with / seconds.</summary>
    public static TheoryData<string, CallStatus, int?> Outbound => new()
    {
        { "", CallStatus.Queued, null },
        { "m:queued", CallStatus.CallingMember, null },
        { "m:queued m:initiated m:ringing", CallStatus.CallingMember, null },
        { "m:queued m:ringing m:in-progress", CallStatus.Connecting, null },
        { "m:queued m:in-progress m:confirmed", CallStatus.Ringing, null },
        { "m:in-progress m:confirmed c:initiated c:ringing", CallStatus.Ringing, null },
        { "m:in-progress m:confirmed c:ringing c:in-progress", CallStatus.Talking, null },
        { "m:in-progress m:confirmed c:ringing c:in-progress c:completed/42 m:completed/50", CallStatus.Completed, 42 },
        { "m:in-progress m:confirmed c:in-progress m:completed/50", CallStatus.Completed, null },
        { "m:confirmed c:in-progress c:completed/42 c:bridged/40 m:completed/50", CallStatus.Completed, 42 },
        { "m:in-progress m:confirmed c:busy m:completed", CallStatus.Busy, null },
        { "m:in-progress m:confirmed c:ringing c:no-answer m:completed", CallStatus.NoAnswer, null },
        { "m:in-progress m:confirmed c:failed m:completed", CallStatus.Failed, null },
        { "m:in-progress m:confirmed c:ringing m:completed c:canceled", CallStatus.Canceled, null },
        { "m:in-progress m:confirmed c:ringing m:completed", CallStatus.Canceled, null },
        { "m:in-progress m:confirmed c:in-progress c:completed/1 c:not_bridged", CallStatus.NoAnswer, null },
        { "m:ringing m:no-answer", CallStatus.MemberMissed, null },
        { "m:ringing m:busy", CallStatus.MemberMissed, null },
        { "m:in-progress m:completed/8", CallStatus.MemberMissed, null },
        { "m:in-progress m:hang_up m:completed/8", CallStatus.Canceled, null },
        { "m:hang_up m:canceled", CallStatus.Canceled, null },
        { "m:failed", CallStatus.Failed, null },
        { "m:in_doubt", CallStatus.InDoubt, null },
        { "m:in_doubt m:given_up", CallStatus.Failed, null },
        { "m:in_doubt m:ringing m:in-progress", CallStatus.Connecting, null },
        { "m:in_doubt m:given_up m:confirmed c:in-progress", CallStatus.Talking, null },
        { "m:queued m:warming_up", CallStatus.CallingMember, null },
    };

    public static TheoryData<string, CallStatus, int?> Inbound => new()
    {
        { "c:ringing", CallStatus.Ringing, null },
        { "c:ringing dana:ringing sam:ringing", CallStatus.Ringing, null },
        { "c:ringing dana:in-progress dana:accepted", CallStatus.Talking, null },
        { "c:ringing dana:accepted c:in-progress", CallStatus.Talking, null },
        { "c:ringing dana:accepted dana:completed/31", CallStatus.Completed, 31 },
        { "c:ringing dana:accepted m:bridged/30 c:completed/33", CallStatus.Completed, 30 },
        { "c:ringing dana:accepted c:completed/33", CallStatus.Completed, null },
        { "c:ringing dana:accepted danas_other:ringing danas_other:canceled", CallStatus.Talking, null },
        { "c:ringing danas_other:no-answer dana:accepted dana:completed/31", CallStatus.Completed, 31 },
        { "c:ringing dana:accepted m:not_bridged", CallStatus.Ringing, null },
        { "c:ringing dana:accepted m:not_bridged m:voicemail c:completed", CallStatus.Missed, null },
        { "c:ringing dana:no-answer sam:busy c:completed", CallStatus.Missed, null },
        { "c:ringing m:not_bridged m:voicemail", CallStatus.LeavingVoicemail, null },
        { "c:ringing m:voicemail c:completed/20 recording", CallStatus.Voicemail, null },
        { "c:ringing m:voicemail c:completed/20 absent", CallStatus.Missed, null },
        { "c:ringing c:canceled", CallStatus.Missed, null },
        { "c:ringing c:no-answer", CallStatus.Missed, null },
        { "c:turned_away c:busy", CallStatus.TurnedAway, null },
    };

    [Theory, MemberData(nameof(Outbound))]
    public void Every_order_and_repetition_of_what_is_said_of_a_call_of_ours_comes_to_the_same(string told, CallStatus status, int? seconds) =>
        InEveryOrder(Call(Direction.Outbound), told, status, seconds);

    [Theory, MemberData(nameof(Inbound))]
    public void Every_order_and_repetition_of_what_is_said_of_a_call_that_came_in_comes_to_the_same(string told, CallStatus status, int? seconds) =>
        InEveryOrder(Call(Direction.Inbound), told, status, seconds);

    [Fact]
    public void Of_two_ends_of_a_leg_the_one_that_the_carrier_counted_later_stands_whichever_comes_first()
    {
        var (busy, completed) = (new CallReport(Some.Id.Value, CallLeg.Contact, "completed", "CA2", Sequence: 2), new CallReport(Some.Id.Value, CallLeg.Contact, "busy", "CA2", Sequence: 3));

        Assert.Equal(CallStatus.Busy, Fold(Call(Direction.Outbound), [busy, completed]).Status);
        Assert.Equal(CallStatus.Busy, Fold(Call(Direction.Outbound), [completed, busy]).Status);
    }

    [Fact]
    public void Any_reports_at_all_come_to_the_same_in_any_order() => Gen.Int[0, 11].Array[1, 25].Sample(picks =>
    {
        string[] words = ["m:queued", "m:ringing", "m:in-progress", "m:completed/9", "m:confirmed", "c:initiated", "c:ringing", "c:in-progress", "c:completed/7", "c:busy", "m:hang_up", "m:in_doubt"];
        var told = picks.Select(pick => words[pick]).ToList();

        Assert.Equal(Shown(Fold(Call(Direction.Outbound), told.Select(Report))), Shown(Fold(Call(Direction.Outbound), told.Order().Select(Report))));
    });

    [Fact]
    public void Of_two_members_who_accept_the_first_has_the_call_however_often_both_say_so()
    {
        var call = Fold(Call(Direction.Inbound), ["c:ringing", "dana:accepted", "sam:accepted", "dana:accepted", "sam:accepted"]);

        Assert.Equal((CallStatus.Talking, Dana), (call.Status, call.UserId));
        Assert.Single(call.Timeline, told => told.Word == CallWords.Accepted);
    }

    [Fact]
    public void Who_accepts_after_the_caller_has_gone_gets_nothing()
    {
        var call = Fold(Call(Direction.Inbound), ["c:ringing", "c:canceled", "dana:accepted"]);

        Assert.Equal((CallStatus.Missed, null), (call.Status, call.UserId));
    }

    [Fact]
    public void The_same_report_again_is_nothing_new()
    {
        var call = Fold(Call(Direction.Outbound), ["m:queued", "m:ringing"]);

        Assert.Null(CallFold.Fold(call, Report("m:ringing"), Some.Now.AddHours(1)));
    }

    [Fact]
    public void A_call_is_answered_and_over_when_the_carrier_says_so_by_its_own_clock()
    {
        var (answered, over) = (Some.Now.AddSeconds(5), Some.Now.AddSeconds(65));
        var call = Fold(Call(Direction.Outbound),
        [
            Report("m:in-progress"), Report("m:confirmed"), Report("c:in-progress") with { CarrierDate = answered },
            Report("c:completed/60") with { CarrierDate = over }, Report("m:completed/70") with { CarrierDate = over.AddSeconds(3) },
        ]);

        Assert.Equal((answered, over, 60), (call.AnsweredAt, call.EndedAt, call.Seconds));
    }

    [Fact]
    public void The_code_of_a_failure_is_kept_and_of_nothing_else()
    {
        Assert.Equal(13224, Fold(Call(Direction.Outbound), [Report("m:failed") with { Code = 13224 }]).ErrorCode);
        Assert.Null(Fold(Call(Direction.Outbound), [Report("m:in-progress") with { Code = 13224 }]).ErrorCode);
    }

    private static void InEveryOrder(Call call, string told, CallStatus status, int? seconds)
    {
        string[] words = told.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var expected = Shown(Fold(call, words));
        Assert.Equal((status, seconds), (expected.Status, expected.Seconds));
        Assert.All(Orders(words), order =>
        {
            Assert.Equal(expected, Shown(Fold(call, order)));
            Assert.Equal(expected, Shown(Fold(call, [.. order, .. order.Reverse()])));
        });
    }

    /// <summary>All orders; one that takes a call comes while it rings, because only then is it taken.</summary>
    private static IEnumerable<string[]> Orders(string[] words) => Permutations(words).Where(order =>
        Array.FindIndex(order, word => word.EndsWith("accepted", StringComparison.Ordinal)) is var accepted
        && (accepted < 0 || !order[..accepted].Any(word => word is "m:not_bridged" or "m:voicemail" or "recording" or "absent" || (word[0] == 'c' && Leg.IsEnd(word[2..].Split('/')[0])))));

    private static IEnumerable<string[]> Permutations(string[] words) => words.Length <= 1
        ? [words]
        : words.SelectMany((word, i) => Permutations([.. words[..i], .. words[(i + 1)..]]).Select(rest => (string[])[word, .. rest]));

    private static (CallStatus Status, Guid? Taker, int? Seconds, bool IsOver, string? Sid) Shown(Call call) =>
        (call.Status, call.Direction == Direction.Inbound ? call.UserId : null, call.Seconds, call.EndedAt is not null, call.CallSid);

    private static Call Fold(Call call, IEnumerable<string> told) => told.Aggregate(call, (before, word) => word switch
    {
        "recording" => CallFold.Keep(before, Recording(RecordingStatus.Waiting), Some.Now) ?? before,
        "absent" => CallFold.Keep(before, Recording(RecordingStatus.Absent), Some.Now) ?? before,
        _ => CallFold.Fold(before, Report(word), Some.Now) ?? before,
    });

    private static Call Fold(Call call, IEnumerable<CallReport> reports) => reports.Aggregate(call, (before, report) => CallFold.Fold(before, report, Some.Now) ?? before);

    private static CallRecording Recording(RecordingStatus status) => new("RE1", RecordingKind.Voicemail, status, 12, 1, null, null, "https://example.com", Some.Now);

    private static CallReport Report(string word)
    {
        var (who, rest) = (word.Split(':')[0], word.Split(':')[1].Split('/'));
        var seconds = rest.Length > 1 ? int.Parse(rest[1], System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
        return who switch
        {
            "c" => new(Some.Id.Value, CallLeg.Contact, rest[0], "CAc", Seconds: seconds),
            "m" => new(Some.Id.Value, CallLeg.Member, rest[0], "CAm", Seconds: seconds),
            "danas_other" => new(Some.Id.Value, CallLeg.Member, rest[0], "CAd2", Dana, seconds),
            "dana" => new(Some.Id.Value, CallLeg.Member, rest[0], "CAd", Dana, seconds),
            _ => new(Some.Id.Value, CallLeg.Member, rest[0], "CAs", Sam, seconds),
        };
    }

    private static Call Call(Direction direction) => new Conversation(Some.Id).Place(new(Guid.NewGuid(), Some.Line, Some.Contact, Some.User, "+447700900555"), Some.Now).Call! with
    {
        Direction = direction,
        UserId = direction == Direction.Outbound ? Some.User : null,
        Status = direction == Direction.Outbound ? CallStatus.Queued : CallStatus.Ringing,
    };
}
