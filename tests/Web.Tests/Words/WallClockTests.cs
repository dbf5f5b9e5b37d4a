using OrleansSms.Web.Tests.Texts;

namespace OrleansSms.Web.Tests.Words;

public sealed class WallClockTests
{
    [Theory]
    [InlineData(0, "12:00")]
    [InlineData(11, "01:00")]
    [InlineData(13, "Yesterday")]
    [InlineData(24 * 3, "Sun")]
    [InlineData(24 * 7, "11 Nov")]
    [InlineData(24 * 400, "14 Oct 2025")]
    public void A_row_says_when_as_shortly_as_it_can(int hoursAgo, string expected) =>
        Assert.Equal(expected, Some.Clock().Brief(Some.Noon.AddHours(-hoursAgo)));

    [Theory]
    [InlineData(0, "Today")]
    [InlineData(1, "Yesterday")]
    [InlineData(14, "Wednesday 4 November")]
    [InlineData(400, "Tuesday 14 October 2025")]
    public void A_day_has_a_heading(int daysAgo, string expected)
    {
        var clock = Some.Clock();
        Assert.Equal(expected, clock.Day(clock.Today.AddDays(-daysAgo)));
    }

    [Fact]
    public void Times_are_in_the_zone_of_the_person()
    {
        var clock = Some.Clock("Asia/Tokyo");
        Assert.Equal("21:00", clock.Time(Some.Noon));
        Assert.Equal("Wednesday 18 November 2026, 21:00:00 (UTC+09:00)", clock.Full(Some.Noon));
        Assert.Equal("Today", clock.Day(clock.Date(Some.Noon.AddHours(2))));
        Assert.Equal("Tomorrow", clock.Day(clock.Date(Some.Noon.AddHours(4))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Nowhere/Land")]
    [InlineData("../../etc/passwd")]
    public void What_is_no_zone_leaves_utc(string? zone) => Assert.Equal("12:00", Some.Clock(zone).Time(Some.Noon));

    [Fact]
    public void Days_and_times_are_written_as_the_language_writes_them()
    {
        Spoken.Use("de");
        var clock = Some.Clock();
        Assert.Equal(["Gestern", "So", "11. Nov."], new[] { 13, 72, 168 }.Select(hours => clock.Brief(Some.Noon.AddHours(-hours))));
        Assert.Equal(["12:00", "morgen 12:00", "Samstag, 12:00", "18. Dezember, 12:00"], new[] { 0, 1, 3, 30 }.Select(days => clock.Soon(Some.Noon.AddDays(days))));
        Assert.Equal("Mittwoch, 18. November 2026, 12:00:00 (UTC)", clock.Full(Some.Noon));
    }
}
