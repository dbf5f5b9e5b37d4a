using System.Collections.Immutable;
using CsCheck;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class RoundTests
{
    private static readonly Message Queued = Some.Queued();

    private static readonly DeliveryReport SentAgain = Of(1, DeliveryReport.SentAgain);

    private static readonly DeliveryReport[] Everything =
    [
        Of(1, "in_doubt"), Of(1, "not_confirmed"), SentAgain, Of(1, "queued", 1), Of(1, "sent", 1), Of(1, "delivered", 1), Of(1, "undelivered", 1, 30003),
        Of(1, "failed", code: 21610), Of(null, "sent", 1), Of(2, "in_doubt"), Of(2, "not_confirmed"), Of(2, "sent_again"), Of(2, "queued", 2), Of(2, "delivered", 2),
        Of(2, "failed", 2, 30008), Of(2, "given_up"), Of(null, "failed", 2, 30007), Of(3, "in_doubt"), Of(3, "sent", 3), Of(3, "warming_up", 3), Of(null, "held_up", code: 20003),
        Of(1, "sent_again_after_failure"), Of(2, "sent_again_after_failure"),
    ];

    public static TheoryData<string> Stories => new()
    {
        "in_doubt:1 not_confirmed:1 sent_again:1 in_doubt:2 sent:2:2",
        "in_doubt:1 not_confirmed:1 sent_again:1 queued:2:2 delivered:2:2 sent:1:1",
        "in_doubt:1 not_confirmed:1 sent_again:1 delivered:1:1 delivered:2:2",
        "in_doubt:1 not_confirmed:1 sent_again:1 sent:1:1 undelivered:1:1 in_doubt:2",
        "not_confirmed:1 sent_again:1 not_confirmed:2 sent_again:2 undelivered:2:2",
        "in_doubt:1 sent_again:1 failed:1:1 failed:2:2",
        "sent:1:1 undelivered:1:1 sent_again_after_failure:1 sent:2:2 failed:2:2",
        "sent:1:1 undelivered:1:1 sent_again_after_failure:1 in_doubt:2 not_confirmed:2 sent_again:2",
        "in_doubt:1 sent_again:1 sent_again:1 given_up:2",
    };

    [Theory, MemberData(nameof(Stories))]
    public void Every_order_and_repetition_of_both_attempts_and_the_press_between_them_comes_to_the_same(string story)
    {
        DeliveryReport[] reports = [.. story.Split(' ').Select(Read)];
        var expected = Shown(Fold(reports));

        Assert.All(Permutations(reports), order =>
        {
            Assert.Equal(expected, Shown(Fold(order)));
            Assert.Equal(expected, Shown(Fold([.. order, .. order.Reverse()])));
        });
    }

    [Fact]
    public void Any_reports_of_any_attempts_come_to_the_same_in_any_order() => Gen.Int[0, Everything.Length - 1].Array[1, 25].Sample(picks =>
    {
        var reports = picks.Select(pick => Everything[pick]).ToList();
        var expected = Shown(Fold(reports));

        Assert.Equal(expected, Shown(Fold(picks.Order().Select(pick => Everything[pick]))));
        Assert.Equal(expected, Shown(Fold(picks.OrderDescending().Select(pick => Everything[pick]))));
        Assert.Equal(expected, Shown(Fold([.. reports, .. reports])));
    });

    [Fact]
    public void Bad_news_of_the_attempt_that_was_sent_again_counts_no_more()
    {
        Assert.Equal(DeliveryStatus.Queued, Status(Of(1, "in_doubt"), Of(1, "not_confirmed"), SentAgain));
        Assert.Equal(DeliveryStatus.Queued, Status(SentAgain, Of(1, "failed", code: 30008)));
        Assert.Equal(DeliveryStatus.Accepted, Status(SentAgain, Of(2, "queued", 2), Of(1, "undelivered", 1, 30003)));
        Assert.Equal((DeliveryStatus.Failed, 30007), Fold([SentAgain, Of(1, "failed", code: 30008), Of(2, "failed", 2, 30007)]) is var failed ? (failed.Status, failed.ErrorCode) : default);
    }

    [Fact]
    public void Good_news_of_any_attempt_counts()
    {
        Assert.Equal(DeliveryStatus.Delivered, Status(SentAgain, Of(2, "undelivered", 2, 30003), Of(1, "delivered", 1)));
        Assert.Equal(DeliveryStatus.Sent, Status(SentAgain, Of(2, "failed", 2, 30008), Of(1, "sent", 1)));
        Assert.Equal(DeliveryStatus.Delivered, Status(SentAgain, Of(1, "sent", 1), Of(2, "delivered", 2)));
        Assert.Equal(DeliveryStatus.Sent, Status(SentAgain, Of(2, "in_doubt"), Of(null, "sent", 1), Of(1, "queued", 1)));
    }

    [Fact]
    public void An_earlier_attempt_that_the_carrier_had_and_lost_is_news_as_long_as_there_is_no_other()
    {
        Assert.Equal(DeliveryStatus.Undelivered, Status(SentAgain, Of(1, "sent", 1), Of(1, "undelivered", 1, 30003)));
        Assert.Equal(DeliveryStatus.InDoubt, Status(SentAgain, Of(1, "sent", 1), Of(1, "undelivered", 1, 30003), Of(2, "in_doubt")));
    }

    [Fact]
    public void Not_confirmed_is_said_of_the_newest_round_alone()
    {
        Assert.False(Fold([Of(1, "in_doubt")]).IsNotConfirmed);
        Assert.True(Fold([Of(1, "not_confirmed"), Of(1, "in_doubt")]).IsNotConfirmed);
        Assert.False(Fold([Of(1, "not_confirmed"), SentAgain]).IsNotConfirmed);
        Assert.False(Fold([Of(1, "not_confirmed"), SentAgain, Of(2, "in_doubt")]).IsNotConfirmed);
        Assert.True(Fold([Of(1, "not_confirmed"), SentAgain, Of(2, "in_doubt"), Of(2, "not_confirmed")]).IsNotConfirmed);
        Assert.False(Fold([Of(1, "not_confirmed"), Of(1, "sent", 1)]).IsNotConfirmed);
    }

    [Fact]
    public void The_first_name_stays_and_the_second_is_kept()
    {
        var message = Fold([SentAgain, Of(2, "queued", 2), Of(1, "sent", 1), Of(2, "sent", 2)]);

        Assert.Equal(Some.Sid(2), message.MessageSid);
        Assert.Equal([Some.Sid(1)], message.OtherSids);
    }

    [Fact]
    public void Who_knows_the_attempt_tells_those_who_do_not()
    {
        var message = Fold([Of(null, "sent", 1), Of(1, "sent", 1)]);

        Assert.Equal(1, Assert.Single(message.Timeline).Attempt);
        Assert.Equal(message, Fold([Of(1, "sent", 1), Of(null, "sent", 1)]) with { Timeline = message.Timeline });
    }

    private static DeliveryStatus Status(params DeliveryReport[] reports)
    {
        var expected = Fold(reports).Status;
        Assert.All(Permutations(reports), order => Assert.Equal(expected, Fold(order).Status));
        return expected;
    }

    private static DeliveryReport Of(int? attempt, string word, int? sid = null, int? code = null) =>
        new(Queued.Id, word, sid is { } number ? Some.Sid(number) : null, code, Attempt: attempt);

    /// <summary>word:attempt, or word:attempt:sid.</summary>
    private static DeliveryReport Read(string text)
    {
        var parts = text.Split(':');
        return Of(int.Parse(parts[1], null), parts[0], parts.Length > 2 ? int.Parse(parts[2], null) : null, parts[0] is "failed" or "undelivered" ? 30003 : null);
    }

    private static Message Fold(IEnumerable<DeliveryReport> reports) =>
        reports.Aggregate(Queued, (message, report) => ReportFold.Fold(message, report, Some.Now) ?? message);

    /// <summary>All but which of several names came first.</summary>
    private static (DeliveryStatus Status, int? Code, string? Text, bool NotConfirmed, string Sids, string Timeline) Shown(Message message) => (
        message.Status, message.ErrorCode, message.ErrorMessage, message.IsNotConfirmed,
        string.Join(' ', message.OtherSids.Append(message.MessageSid).Order()),
        string.Join(' ', message.Timeline.Select(entry => $"{entry.Word}/{entry.ErrorCode}/{entry.MessageSid}/{entry.Attempt}").Order(StringComparer.Ordinal)));

    private static IEnumerable<DeliveryReport[]> Permutations(DeliveryReport[] reports) => reports.Length <= 1
        ? [reports]
        : reports.SelectMany((first, index) => Permutations([.. reports[..index], .. reports[(index + 1)..]]).Select(rest => (DeliveryReport[])[first, .. rest]));
}
