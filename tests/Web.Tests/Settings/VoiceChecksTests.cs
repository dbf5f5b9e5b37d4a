using OrleansSms.Calls;
using OrleansSms.Web.Components.Settings.Calls;

namespace OrleansSms.Web.Tests.Settings;

public sealed class VoiceChecksTests
{
    private readonly VoiceForm _form = new(VoiceSettings.Default);

    [Fact]
    public void What_nobody_changed_is_right_and_comes_back_as_it_was()
    {
        Assert.Empty(VoiceChecks.Of(_form));
        Assert.Equivalent(VoiceSettings.Default, _form.Read());
        var full = VoiceSettings.Default with
        {
            Order = RingOrder.InOrder, Members = [Some.Me], TimeZone = "Europe/Berlin", GreetingFile = Guid.NewGuid(),
            Hours = [new(DayOfWeek.Monday, new(9, 0), new(12, 0)), new(DayOfWeek.Monday, new(13, 0), new(0, 0))], Holidays = [new(new(2026, 12, 25), "Christmas")],
        };
        Assert.Equivalent(full, new VoiceForm(full).Read());
        Assert.Empty(VoiceChecks.Of(new VoiceForm(full)));
    }

    [Theory]
    [InlineData("4", "Enter 5 to 60 seconds.")]
    [InlineData("61", "Enter 5 to 60 seconds.")]
    [InlineData("ten", "Enter 5 to 60 seconds.")]
    [InlineData("", "Enter 5 to 60 seconds.")]
    public void A_phone_rings_5_to_60_seconds(string typed, string said)
    {
        _form.RingSeconds = typed;
        Assert.Equal(said, VoiceChecks.Of(_form)[nameof(_form.RingSeconds)]);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("601")]
    public void A_message_takes_10_to_600_seconds(string typed)
    {
        _form.VoicemailSeconds = typed;
        Assert.Equal("Enter 10 to 600 seconds.", VoiceChecks.Of(_form)[nameof(_form.VoicemailSeconds)]);
    }

    [Theory]
    [InlineData("Berlin")]
    [InlineData("")]
    [InlineData("W. Europe Standard Time")]
    public void A_time_zone_is_one_of_the_list(string typed)
    {
        _form.TimeZone = typed;
        Assert.StartsWith("This time zone is not known.", VoiceChecks.Of(_form)[nameof(_form.TimeZone)], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12:00", "09:00", "The end must be after the beginning.")]
    [InlineData("09:00", "09:00", "The end must be after the beginning.")]
    [InlineData("", "09:00", "Enter both times.")]
    [InlineData("09:00", null, "Enter both times.")]
    public void Hours_end_after_they_begin(string? from, string? until, string said)
    {
        _form.InHours = true;
        var row = new HoursRow(DayOfWeek.Monday) { From = from, Until = until };
        _form.Hours.Add(row);
        Assert.Equal(said, VoiceChecks.Of(_form)[$"{row.Key}"]);
    }

    [Fact]
    public void Midnight_is_the_end_of_the_day_and_two_stretches_of_a_day_stand_apart()
    {
        _form.InHours = true;
        _form.Hours.Add(new(DayOfWeek.Monday) { From = "18:00", Until = "00:00" });
        _form.Hours.Add(new(DayOfWeek.Monday) { From = "09:00", Until = "18:00" });
        Assert.Empty(VoiceChecks.Of(_form));

        _form.Hours.Add(new(DayOfWeek.Tuesday) { From = "09:00", Until = "18:00" });
        _form.Hours[1].Until = "18:30";
        Assert.Equal(["These hours overlap with others of the day.", "These hours overlap with others of the day."], VoiceChecks.Of(_form).Values);
    }

    [Fact]
    public void What_is_switched_on_needs_its_words_and_what_is_off_needs_none()
    {
        (_form.Greeting, _form.Announcement, _form.TextBackBody, _form.ClosedGreeting) = (" ", "", "", "");
        Assert.Equal([nameof(_form.Greeting), nameof(_form.ClosedGreeting)], VoiceChecks.Of(_form).Keys);
        (_form.Record, _form.TextBack, _form.OnlySome, _form.InHours) = (true, true, true, true);
        Assert.Equal(
            [nameof(_form.Announcement), nameof(_form.ClosedGreeting), nameof(_form.Greeting), nameof(_form.Hours), nameof(_form.Members), nameof(_form.TextBackBody)],
            VoiceChecks.Of(_form).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_holiday_has_a_day_and_each_day_stands_there_once()
    {
        _form.Holidays.Add(new() { Day = "2026-12-25", Name = "Christmas" });
        _form.Holidays.Add(new() { Day = "2026-12-25" });
        _form.Holidays.Add(new() { Name = "Some day" });
        var wrong = VoiceChecks.Of(_form);
        Assert.Equal(["This day is in the list already.", "Choose a day."], _form.Holidays.Skip(1).Select(row => wrong[$"{row.Key}"]));
        Assert.Equal(2, wrong.Count);
    }
}
