using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Grains.Sweeps;

namespace OrleansSms.Grains.Tests.Sweeps;

public sealed class CaseRulesTests
{
    private static readonly TimeSpan CloseAfter = TimeSpan.FromHours(72);
    private static readonly DateTimeOffset Now = Some.Now;

    [Theory]
    [InlineData(null, "SM1", CaseStep.Close)]
    [InlineData(DeliveryStatus.Scheduled, null, CaseStep.Wait)]
    [InlineData(DeliveryStatus.Queued, null, CaseStep.Wait)]
    [InlineData(DeliveryStatus.InDoubt, null, CaseStep.Wait)]
    [InlineData(DeliveryStatus.InDoubt, "SM1", CaseStep.Ask)]
    [InlineData(DeliveryStatus.Accepted, "SM1", CaseStep.Ask)]
    [InlineData(DeliveryStatus.Sending, "SM1", CaseStep.Ask)]
    [InlineData(DeliveryStatus.Sent, "SM1", CaseStep.Ask)]
    [InlineData(DeliveryStatus.Canceled, "SM1", CaseStep.Close)]
    [InlineData(DeliveryStatus.Failed, null, CaseStep.Close)]
    [InlineData(DeliveryStatus.Undelivered, "SM1", CaseStep.Close)]
    [InlineData(DeliveryStatus.Delivered, "SM1", CaseStep.Close)]
    [InlineData(DeliveryStatus.Read, "SM1", CaseStep.Close)]
    public void Only_a_message_that_the_carrier_named_and_did_not_end_is_asked_for(DeliveryStatus? status, string? sid, object step) =>
        Assert.Equal((CaseStep)step, CaseRules.Before(Case(hours: 12) with { Status = status, MessageSid = sid }));

    [Fact]
    public void Sent_without_a_word_for_three_days_is_closed_and_not_a_moment_earlier()
    {
        Assert.True(CaseRules.IsUnconfirmed(Case(hours: 72), DeliveryStatus.Sent, Now, CloseAfter));
        Assert.False(CaseRules.IsUnconfirmed(Case(hours: 72) with { SentAt = Now.AddHours(-71) }, DeliveryStatus.Sent, Now, CloseAfter));
        Assert.False(CaseRules.IsUnconfirmed(Case(hours: 72), DeliveryStatus.Accepted, Now, CloseAfter));
        Assert.False(CaseRules.IsUnconfirmed(Case(hours: 72), null, Now, CloseAfter));
    }

    [Fact]
    public void An_end_that_the_carrier_tells_closes_at_any_age_and_silence_after_two_weeks()
    {
        Assert.True(CaseRules.IsOver(Case(hours: 12), DeliveryStatus.Delivered, Now, CloseAfter));
        Assert.False(CaseRules.IsOver(Case(hours: 12), DeliveryStatus.Sent, Now, CloseAfter));
        Assert.False(CaseRules.IsOver(Case(hours: 24 * 13), DeliveryStatus.Accepted, Now, CloseAfter));
        Assert.True(CaseRules.IsOver(Case(hours: 24 * 14), DeliveryStatus.Accepted, Now, CloseAfter));
        Assert.False(CaseRules.IsOver(Case(hours: 24), null, Now, CloseAfter));
        Assert.True(CaseRules.IsOver(Case(hours: 24 * 14), null, Now, CloseAfter));
    }

    [Fact]
    public void The_pauses_grow_and_meet_the_moment_in_which_the_case_is_closed()
    {
        var open = Case(hours: 12);
        var (now, ages) = (Now, new List<double>());
        while (now - open.Since < CloseAfter)
        {
            now = CaseRules.NextTime(open, now, CloseAfter);
            ages.Add((now - open.Since).TotalHours);
            open = open with { Asked = open.Asked + 1 };
        }

        Assert.Equal([13, 15, 19, 27, 43, 67, 72], ages);
        Assert.Equal(now.AddDays(1), CaseRules.NextTime(open, now, CloseAfter));
    }

    private static OpenCase Case(int hours) =>
        new(Guid.NewGuid(), Some.Id, DeliveryStatus.Sent, "SM1", Now.AddHours(-hours), SentAt: null, Asked: 0);
}
