using System.Globalization;
using CsCheck;
using OrleansSms.Calls;
using OrleansSms.Grains.Calls;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class OpenTimesTests
{
    private static readonly VoiceSettings Berlin = VoiceSettings.Default with
    {
        TimeZone = "Europe/Berlin",
        Hours = [new(DayOfWeek.Monday, new(9, 0), new(12, 0)), new(DayOfWeek.Monday, new(13, 0), new(0, 0)), new(DayOfWeek.Sunday, new(2, 0), new(3, 30))],
        Holidays = [new(new(2031, 5, 26), "Whit Monday")],
    };

    [Theory]
    [InlineData("2031-05-19T06:59:59Z", false)]
    [InlineData("2031-05-19T07:00:00Z", true)]
    [InlineData("2031-05-19T09:59:59Z", true)]
    [InlineData("2031-05-19T10:00:00Z", false)]
    [InlineData("2031-05-19T11:00:00Z", true)]
    [InlineData("2031-05-19T21:59:59Z", true)]
    [InlineData("2031-05-19T22:00:00Z", false)]
    [InlineData("2031-05-20T08:00:00Z", false)]
    public void Members_are_rung_within_the_hours_of_the_lines_zone(string now, bool open) => Assert.Equal(open, OpenTimes.AreNow(Berlin, At(now)));

    [Theory]
    [InlineData("2031-05-25T22:00:00Z")]
    [InlineData("2031-05-26T08:00:00Z")]
    [InlineData("2031-05-26T21:59:59Z")]
    public void Nobody_is_rung_on_a_holiday_of_the_lines_zone(string now)
    {
        Assert.False(OpenTimes.AreNow(Berlin, At(now)));
        Assert.False(OpenTimes.AreNow(Berlin with { Hours = [] }, At(now)));
        Assert.True(OpenTimes.AreNow(Berlin with { Hours = [], Holidays = [] }, At(now)));
    }

    [Theory]
    [InlineData("2031-03-30T00:59:59Z", false)]
    [InlineData("2031-03-30T01:00:00Z", true)]
    [InlineData("2031-03-30T01:29:59Z", true)]
    [InlineData("2031-03-30T01:30:00Z", false)]
    [InlineData("2031-10-26T00:00:00Z", true)]
    [InlineData("2031-10-26T00:59:59Z", true)]
    [InlineData("2031-10-26T01:00:00Z", true)]
    [InlineData("2031-10-26T02:29:59Z", true)]
    [InlineData("2031-10-26T02:30:00Z", false)]
    public void On_the_days_when_clocks_are_turned_what_they_show_counts(string now, bool open) => Assert.Equal(open, OpenTimes.AreNow(Berlin, At(now)));

    [Fact]
    public void Whoever_wrote_down_the_moment_it_is_the_same()
    {
        var moment = At("2031-05-19T07:00:00Z");

        Assert.True(OpenTimes.AreNow(Berlin, moment.ToOffset(TimeSpan.FromHours(-11))));
        Assert.True(OpenTimes.AreNow(Berlin, moment.ToOffset(TimeSpan.FromHours(13))));
    }

    [Fact]
    public void A_zone_that_is_gone_from_the_machine_is_read_as_the_worlds_time()
    {
        Assert.False(OpenTimes.AreNow(Berlin with { TimeZone = "Europe/Gone" }, At("2031-05-19T12:30:00Z")));
        Assert.True(OpenTimes.AreNow(Berlin with { TimeZone = "Europe/Gone" }, At("2031-05-19T10:30:00Z")));
    }

    [Fact]
    public void Hours_around_the_clock_on_all_days_are_as_good_as_none() => Gen.Select(Gen.Long[At("2030-01-01T00:00:00Z").Ticks, At("2032-01-01T00:00:00Z").Ticks], Gen.OneOf(
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns")).Sample((ticks, zone) =>
            Assert.True(OpenTimes.AreNow(
                VoiceSettings.Default with { TimeZone = zone, Hours = [.. Enum.GetValues<DayOfWeek>().Select(day => new OpenHours(day, default, default))] },
                new(ticks, TimeSpan.Zero))));

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
}
