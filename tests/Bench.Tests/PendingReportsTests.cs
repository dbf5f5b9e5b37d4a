using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Tests;

public sealed class PendingReportsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(1234)]
    public void Each_status_of_each_message_is_reported_once_and_in_its_order(int messages)
    {
        var pending = new PendingReports([.. Enumerable.Range(0, messages).Select(i => new SentMessage(Guid.NewGuid(), Guid.Empty, $"{i}"))]);
        var reported = new List<(SentMessage Message, string Word)>();
        while (pending.Next() is { } report)
        {
            reported.Add(report);
        }

        Assert.Equal(messages, reported.Select(report => report.Message.Id).Distinct().Count());
        Assert.All(reported.GroupBy(report => report.Message.Id), of => Assert.Equal(["queued", "sending", "sent", "delivered"], of.Select(report => report.Word)));
        Assert.Null(pending.Next());
    }
}
