using CsCheck;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class ReportFoldTests
{
    private static readonly Message Queued = Some.Queued();

    private static readonly DeliveryReport[] Everything =
    [
        Report("in_doubt"), Report("queued", sid: 1), Report("sending", sid: 1), Report("sent", sid: 1), Report("delivered", sid: 1),
        Report("undelivered", 30003, 1), Report("failed", 30008, 1), Report("failed"), Report("undelivered", 30005, 1), Report("canceled", sid: 1),
        Report("read", sid: 1), Report("partially_delivered", sid: 1), Report("given_up"), Report("warming_up", 7, 1), Report("accepted", sid: 1), Report("scheduled"),
    ];

    public static TheoryData<string> Sets => new()
    {
        "queued sent delivered", "queued sent undelivered:30003", "sent delivered failed:30008", "in_doubt queued sent delivered",
        "in_doubt given_up failed", "given_up undelivered", "failed:30003 failed:30008 failed sent", "undelivered:30005 failed:30008 canceled sent",
        "delivered undelivered:30003 failed:30008 read", "warming_up in_doubt sent", "warming_up:7 queued", "canceled scheduled queued in_doubt", "sent sent sent",
    };

    [Theory, MemberData(nameof(Sets))]
    public void Every_order_and_repetition_of_the_same_reports_shows_the_same(string words)
    {
        DeliveryReport[] reports = [.. words.Split(' ').Select(Word)];
        var expected = Shown(Fold(reports));

        Assert.All(Permutations(reports), order =>
        {
            Assert.Equal(expected, Shown(Fold(order)));
            Assert.Equal(expected, Shown(Fold([.. order, .. order.Reverse()])));
        });
    }

    [Fact]
    public void Any_reports_at_all_show_the_highest_of_them_in_any_order() => Gen.Int[0, Everything.Length - 1].Array[1, 40].Sample(picks =>
    {
        var reports = picks.Select(pick => Everything[pick]).ToList();
        var folded = Fold(reports);

        var highest = reports.Select(Says).Append(DeliveryStatus.Queued).Max();
        var code = Delivery.IsFailure(highest) ? reports.Where(report => Delivery.Of(report.Word) == highest).Max(report => report.ErrorCode) : null;
        Assert.Equal((highest, code), (folded.Status, folded.ErrorCode));
        Assert.Equal(Delivery.IsFailure(highest), folded.ErrorMessage is { Length: > 0 });
        Assert.Equal(reports.Distinct().Count(), folded.Timeline.Length);
        Assert.Equal(Shown(folded), Shown(Fold(picks.Order().Select(pick => Everything[pick]))));
    });

    private static DeliveryStatus Says(DeliveryReport report) =>
        Delivery.Of(report.Word) ?? (report.MessageSid is null ? DeliveryStatus.Queued : DeliveryStatus.Accepted);

    [Fact]
    public void Nothing_that_a_report_leaves_out_is_erased()
    {
        var told = Fold([new(Queued.Id, "sent", Some.Sid(1), null, 3, -0.0225m, "USD", "today")]);

        var after = ReportFold.Fold(told, new(Queued.Id, "delivered"), Some.Now.AddMinutes(1))!;

        Assert.Equal((told.MessageSid, 3, -0.0225m, "USD"), (after.MessageSid, after.NumSegments, after.Price, after.PriceUnit));
        Assert.Equal((told.Body, told.Number, told.DateCreated, told.DateSent, told.UserId), (after.Body, after.Number, after.DateCreated, after.DateSent, after.UserId));
        Assert.Equal(["sent", "delivered"], after.Timeline.Select(entry => entry.Word));
    }

    [Fact]
    public void A_report_without_a_code_does_not_erase_the_code() =>
        Assert.Equal(30003, Fold([Report("undelivered", 30003, 1), Report("undelivered", sid: 1)]).ErrorCode);

    [Fact]
    public void The_same_report_again_is_nothing_new() =>
        Assert.Null(ReportFold.Fold(Fold([Report("sent", sid: 1)]), Report("sent", sid: 1), Some.Now.AddMinutes(1)));

    [Fact]
    public void A_late_sent_report_does_not_undo_delivered_and_still_stands_in_the_timeline()
    {
        var message = Fold([Report("delivered", sid: 1), Report("sent", sid: 1)]);

        Assert.Equal((DeliveryStatus.Delivered, 2), (message.Status, message.Timeline.Length));
    }

    [Fact]
    public void A_word_nobody_knows_is_kept_and_moves_nothing()
    {
        var message = Fold([Report("warming_up")]);

        Assert.Equal((DeliveryStatus.Queued, "warming_up"), (message.Status, Assert.Single(message.Timeline).Word));
    }

    [Fact]
    public void With_a_name_for_it_the_carrier_has_the_message_whatever_its_word()
    {
        Assert.Equal(DeliveryStatus.Accepted, Fold([Report("in_doubt"), Report("warming_up", sid: 1)]).Status);
        Assert.Equal(DeliveryStatus.Sent, Fold([Report("sent", sid: 1), Report("warming_up", sid: 1)]).Status);
    }

    [Fact]
    public void When_a_message_left_is_told_alike_in_every_order() => Assert.Equal(
        Fold([Report("sent", sid: 1), Report("undelivered", 30003, 1)]).DateSent,
        Fold([Report("undelivered", 30003, 1), Report("sent", sid: 1)]).DateSent);

    [Fact]
    public void A_scheduled_message_can_be_given_up_or_sent()
    {
        var scheduled = Some.Queued(sendAt: Some.Now.AddHours(1));
        Assert.Equal(DeliveryStatus.Scheduled, scheduled.Status);

        Assert.Equal(DeliveryStatus.Failed, ReportFold.Fold(scheduled, Report("given_up"), Some.Now)!.Status);
        Assert.Equal(DeliveryStatus.Sent, ReportFold.Fold(scheduled, Report("sent"), Some.Now)!.Status);
    }

    [Fact]
    public void Why_it_failed_is_said_in_words_for_a_person()
    {
        Assert.Contains("connection", Fold([Report("given_up")]).ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(Failures.FailureCatalogue.Explain(30003).Title, Fold([Report("undelivered", 30003, 1)]).ErrorMessage);
        Assert.Equal(Failures.FailureCatalogue.Explain(null).Title, Fold([Report("given_up"), Report("undelivered", sid: 1)]).ErrorMessage);
        Assert.Null(Fold([Report("undelivered", 30003, 1), Report("delivered", sid: 1)]).ErrorMessage);
    }

    [Fact]
    public void Segments_are_what_the_carrier_bills_once_it_says()
    {
        Assert.Equal(1, Queued.NumSegments);
        Assert.Equal(2, Fold([new(Queued.Id, "queued", NumSegments: 0), new(Queued.Id, "sent", NumSegments: 2)]).NumSegments);
    }

    private static DeliveryReport Report(string word, int? code = null, int? sid = null) =>
        new(Queued.Id, word, sid is { } number ? Some.Sid(number) : null, code);

    private static DeliveryReport Word(string text) =>
        text.Split(':') is [var word, var code] ? Report(word, int.Parse(code, null), 1) : Report(text);

    private static Message Fold(IEnumerable<DeliveryReport> reports) =>
        reports.Aggregate(Queued, (message, report) => ReportFold.Fold(message, report, Some.Now) ?? message);

    private static (DeliveryStatus Status, int? Code, string? Message, string? Sid) Shown(Message message) =>
        (message.Status, message.ErrorCode, message.ErrorMessage, message.MessageSid);

    private static IEnumerable<DeliveryReport[]> Permutations(DeliveryReport[] reports) => reports.Length <= 1
        ? [reports]
        : reports.SelectMany((first, index) => Permutations([.. reports[..index], .. reports[(index + 1)..]]).Select(rest => (DeliveryReport[])[first, .. rest]));
}
