using OrleansSms.Tray;

namespace OrleansSms.Abstractions.Tests.Tray;

public sealed class DoorAlarmTests
{
    private static readonly DateTimeOffset Now = new(2031, 5, 17, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(19, 0, false)]
    [InlineData(20, 0, true)]
    [InlineData(4, 600, false)]
    [InlineData(5, 9, false)]
    [InlineData(5, 10, true)]
    public void Many_at_once_or_a_few_over_a_while_are_an_alarm(int refused, int minutes, bool raised)
    {
        var alarm = DoorAlarm.Of([Streak(refused, first: minutes, last: 0)], Now);

        Assert.Equal(raised ? new(refused, Now.AddMinutes(-minutes), Now) : null, alarm);
    }

    [Fact]
    public void Refusals_at_several_hosts_count_together_while_none_accepts() =>
        Assert.Equal(new(24, Now.AddMinutes(-3), Now), DoorAlarm.Of([Streak(12, 3, 0), Streak(12, 2, 1)], Now));

    [Fact]
    public void What_another_host_accepted_in_the_meantime_is_no_alarm_of_all() =>
        Assert.Null(DoorAlarm.Of([Streak(12, 3, 0), Streak(12, 3, 0), Streak(0, 0, 0) with { AcceptedAt = Now.AddMinutes(-1) }], Now));

    [Fact]
    public void One_host_that_refuses_everything_is_an_alarm_though_others_accept() =>
        Assert.NotNull(DoorAlarm.Of([Streak(20, 3, 0), Streak(0, 0, 0) with { AcceptedAt = Now }], Now));

    [Fact]
    public void A_host_that_is_gone_and_replaced_by_one_that_accepts_is_none() =>
        Assert.Null(DoorAlarm.Of([Streak(20, 30, 20) with { SeenAt = Now.AddMinutes(-20) }, Streak(0, 0, 0) with { AcceptedAt = Now }], Now));

    [Fact]
    public void Silence_after_refusals_ends_nothing_for_a_day()
    {
        Assert.NotNull(DoorAlarm.Of([Streak(20, 23 * 60, 22 * 60) with { SeenAt = Now.AddHours(-20) }], Now));
        Assert.Null(DoorAlarm.Of([Streak(20, 25 * 60, 25 * 60)], Now));
    }

    [Fact]
    public void Nothing_known_is_no_alarm() => Assert.Null(DoorAlarm.Of([], Now));

    private static DoorStreak Streak(long refused, int first, int last) =>
        new(Now, null, refused, refused == 0 ? null : Now.AddMinutes(-first), refused == 0 ? null : Now.AddMinutes(-last));
}
