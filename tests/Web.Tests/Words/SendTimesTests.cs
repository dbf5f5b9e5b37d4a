using System.Globalization;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Words;

// At noon of Wednesday 18 November 2026 in UTC.
public sealed class SendTimesTests
{
    private static readonly TimeZoneInfo Tokyo = Zone("Asia/Tokyo");
    private static readonly TimeZoneInfo NewYork = Zone("America/New_York");

    [Fact]
    public void Tomorrow_and_Monday_are_theirs_with_ours_beside_them()
    {
        var times = new SendTimes(Some.Clock("Europe/Berlin"), Tokyo);

        Assert.Equal(["Tomorrow 09:00", "Monday 09:00"], times.Choices.Select(choice => choice.Name));
        Assert.Equal([At("2026-11-19T00:00Z"), At("2026-11-23T00:00Z")], times.Choices.Select(choice => choice.At));
        Assert.Equal("tomorrow 09:00 for them, 01:00 for you", times.Both(times.Choices[0].At));
        Assert.Equal("Mon 23 Nov 09:00 for them, 01:00 for you", times.Both(times.Choices[1].At));
    }

    [Fact]
    public void Where_it_is_another_day_for_us_the_day_is_named() =>
        Assert.Equal("tomorrow 06:00 for them, Wed 22:00 for you", new SendTimes(Some.Clock("Europe/Berlin"), Tokyo).Both(At("2026-11-18T21:00Z")));

    [Fact]
    public void Where_it_is_another_day_for_them_nothing_is_called_tomorrow()
    {
        var night = new WallClock(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(At("2026-11-18T03:00Z")));
        var times = new SendTimes(night, NewYork);

        Assert.Equal(["Wednesday 09:00", "Monday 09:00"], times.Choices.Select(choice => choice.Name));
        Assert.Equal("Wed 18 Nov 09:00 for them, 14:00 for you", times.Both(times.Tomorrow));
    }

    [Fact]
    public void With_one_clock_there_is_one_time()
    {
        var times = new SendTimes(Some.Clock("Europe/London"), Zone("Europe/Lisbon"));

        Assert.Equal("tomorrow 09:00", times.Both(times.Tomorrow));
        Assert.Equal("tomorrow 09:00", new SendTimes(Some.Clock("Europe/London"), null).Both(times.Tomorrow));
    }

    [Fact]
    public void On_a_Sunday_tomorrow_and_Monday_are_one()
    {
        var sunday = new WallClock(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(At("2026-11-22T12:00Z")));

        Assert.Equal(["Tomorrow 09:00"], new SendTimes(sunday, null).Choices.Select(choice => choice.Name));
    }

    [Theory]
    [InlineData("2026-11-18T07:59Z", true)]
    [InlineData("2026-11-18T08:00Z", false)]
    [InlineData("2026-11-18T20:59Z", false)]
    [InlineData("2026-11-18T21:00Z", true)]
    public void From_nine_at_night_to_eight_it_is_quiet(string at, bool quiet)
    {
        Assert.Equal(quiet, new SendTimes(Some.Clock("Asia/Tokyo"), Zone("Europe/London")).IsQuiet(At(at)));
    }

    [Theory]
    [InlineData("2027-03-14T02:30", "2027-03-14T07:00Z")] // skipped: the first moment after it
    [InlineData("2026-11-01T01:30", "2026-11-01T05:30Z")] // twice: the first of them
    [InlineData("2026-12-24T09:00", "2026-12-24T14:00Z")]
    public void What_the_field_says_is_a_moment_on_their_clock(string typed, string at)
    {
        var times = new SendTimes(Some.Clock(), NewYork);

        Assert.Equal(At(at), times.Read(typed));
        Assert.Equal(times.Write(At(at)), times.Write(times.Read(times.Write(At(at)))!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("tomorrow")]
    [InlineData("2026-13-01T00:00")]
    public void What_is_no_time_is_none(string? typed) => Assert.Null(new SendTimes(Some.Clock(), NewYork).Read(typed));

    [Fact]
    public void A_clock_is_known_when_all_that_a_number_may_have_show_the_same()
    {
        Assert.True(SendTimes.For("+14155550123", Some.Clock()).IsKnown);
        Assert.Equal("04:00", SendTimes.For("+14155550123", Some.Clock()).Time(Some.Noon));
        Assert.False(SendTimes.For("+18005550123", Some.Clock()).IsKnown);
        Assert.False(SendTimes.For("ACME", Some.Clock()).IsKnown);
    }

    [Fact]
    public void The_next_morning_is_today_while_it_is_still_to_come()
    {
        var times = new SendTimes(Some.Clock(), NewYork);

        Assert.Equal(At("2026-11-18T14:00Z"), times.Morning(Some.Noon));
        Assert.Equal(At("2026-11-19T14:00Z"), times.Morning(At("2026-11-18T14:00Z")));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
