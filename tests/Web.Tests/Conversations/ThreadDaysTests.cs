using OrleansSms.Conversations;
using OrleansSms.Web.Components.Conversations;

namespace OrleansSms.Web.Tests.Conversations;

public sealed class ThreadDaysTests
{
    private static readonly DateTimeOffset At = Some.Noon;

    [Fact]
    public void Neighbours_of_one_sender_within_five_minutes_are_a_group() =>
        Assert.Equal(
            [Place.First, Place.Middle, Place.Last, Place.Alone, Place.Alone],
            Places(Some.In(1, At), Some.In(2, At.AddMinutes(4)), Some.In(3, At.AddMinutes(8)), Some.In(4, At.AddMinutes(13)), Some.Out(5, At.AddMinutes(14))));

    [Fact]
    public void Two_people_of_our_team_are_two_groups() => Assert.Equal([Place.Alone, Place.Alone], Places(Some.Out(1, At), Some.Out(2, At, by: Guid.NewGuid())));

    [Fact]
    public void A_failed_message_stands_alone() =>
        Assert.Equal([Place.Alone, Place.Alone, Place.Alone], Places(Some.Out(1, At), Some.Out(2, At, status: DeliveryStatus.Failed), Some.Out(3, At)));

    [Fact]
    public void A_group_does_not_reach_over_midnight()
    {
        var days = ThreadDays.Of([Some.In(1, At.Date.AddMinutes(-1)), Some.In(2, At.Date.AddMinutes(1))], [], Some.Clock());
        Assert.Equal([new DateOnly(2026, 11, 17), new DateOnly(2026, 11, 18)], days.Select(day => day.Day));
        Assert.All(days, day => Assert.Equal(Place.Alone, Assert.Single(day.Items).Place));
    }

    [Fact]
    public void Days_are_the_days_of_the_person() =>
        Assert.Single(ThreadDays.Of([Some.In(1, At.AddHours(-13)), Some.In(2, At)], [], Some.Clock("Asia/Tokyo")));

    [Fact]
    public void What_is_not_durable_yet_joins_the_end()
    {
        var items = ThreadDays.Of([Some.Out(1, At)], [Some.Out(0, At.AddMinutes(1))], Some.Clock()).Single().Items;
        Assert.Equal([(Place.First, false), (Place.Last, true)], items.Select(item => (item.Place, item.Pending)));
    }

    private static IEnumerable<Place> Places(params Message[] messages) =>
        ThreadDays.Of(messages, [], Some.Clock()).SelectMany(day => day.Items).Select(item => item.Place);
}
