using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Grains.Sweeps;
using OrleansSms.TestKit.Sweeps;

namespace OrleansSms.Grains.Tests.Sweeps;

public sealed class LookTests
{
    private static readonly SweepOptions Options = new();
    private static readonly DateTimeOffset Now = Some.Now;

    private static SweepProgress Fresh => new(Some.Line, SweepPass.Inbound);

    [Fact]
    public void The_first_look_goes_back_a_day_and_takes_the_list_as_it_comes()
    {
        var begun = Look.Begin(Fresh, Now, Options);

        Assert.Equal(new(Now - Options.Grace - TimeSpan.FromHours(24), Now - Options.Grace, ByDate: false), begun.Window);
        Assert.Equal(begun.Window!.From, begun.Floor);
    }

    [Theory]
    [InlineData(5, 6, false)] // minutes since the last look, hours it goes back, by date
    [InlineData(60 * 10, 6, false)]
    [InlineData(60 * 24, 48, true)]
    [InlineData(60 * 24 * 30, 48, true)]
    public void Every_look_goes_back_behind_the_last_and_once_a_day_far(int minutesLater, int hoursBack, bool byDate)
    {
        var first = Look.End(Look.Begin(Fresh with { Floor = DateTimeOffset.MinValue }, Now, Options), Now, Options);
        var later = Look.Begin(first, Now.AddMinutes(minutesLater), Options);

        Assert.Equal(Now - Options.Grace, first.Watermark);
        Assert.Equal(new(first.Watermark!.Value.AddHours(-hoursBack), Now.AddMinutes(minutesLater) - Options.Grace, byDate), later.Window);
    }

    [Fact]
    public void Nothing_older_than_the_first_look_is_ever_taken()
    {
        var options = new SweepOptions { FirstLookBack = TimeSpan.FromHours(1) };
        var progress = Fresh;
        for (var now = Now; now < Now.AddDays(1); now = now.AddHours(5))
        {
            progress = Look.Begin(progress, now, options);
            Assert.True(progress.Window!.From >= Now - options.Grace - options.FirstLookBack);
            progress = Look.End(progress, now, options);
        }
    }

    // Whatever the times of looks and of an account: what becomes visible within six hours is in a window that begins after that.
    [Fact]
    public void What_a_list_shows_within_six_hours_is_in_a_later_window()
    {
        var random = new Random(4711);
        for (var round = 0; round < 500; round++)
        {
            var created = Now.AddMinutes(random.Next(0, 60 * 24 * 5));
            var visible = created.AddMinutes(random.Next(0, 6 * 60));
            var (progress, now, seen) = (Fresh, Now, false);
            while (now < Now.AddDays(7))
            {
                progress = Look.Begin(progress, now, Options);
                seen |= now >= visible && Look.Concerns(progress, CarrierArchive.Text("SM1", Some.Line, Some.Contact, created));
                progress = Look.End(progress, now, Options);
                now = now.AddMinutes(random.Next(1, 60 * 30));
            }

            Assert.True(seen, $"Created {created}, visible {visible}");
        }
    }

    [Fact]
    public void A_window_that_is_open_goes_on_as_it_was()
    {
        var open = Look.Turn(Look.Begin(Fresh, Now, Options), new([Record(0)], "next"), 1);

        Assert.Same(open, Look.Begin(open, Now.AddHours(3), Options));
        Assert.Equal("next", Look.Question(open, 1000).Next);
    }

    [Fact]
    public void A_young_text_is_left_to_its_webhook()
    {
        var progress = Look.Begin(Fresh, Now, Options);

        Assert.False(Look.Concerns(progress, Record(minutesAgo: 1)));
        Assert.True(Look.Concerns(progress, Record(minutesAgo: 2)));
        Assert.True(Look.Concerns(progress, Record(minutesAgo: 24 * 60)));
        Assert.False(Look.Concerns(progress, Record(minutesAgo: 24 * 60 + 3)));
    }

    [Fact]
    public void A_list_as_it_comes_ends_with_the_first_page_that_lies_behind_the_window()
    {
        var progress = Look.Begin(Fresh, Now, Options);

        Assert.False(Look.Turn(progress, new([Record(5), Record(60 * 30)], "next"), 0).IsListed);
        Assert.True(Look.Turn(progress, new([Record(60 * 30), Record(60 * 31)], "next"), 0).IsListed);
        Assert.False(Look.Turn(progress, new([], "next"), 0).IsListed);
        Assert.True(Look.Turn(progress, new([Record(5)], null), 0).IsListed);
    }

    [Fact]
    public void A_list_by_date_is_read_to_its_end_whatever_its_order()
    {
        var progress = Look.Begin(Fresh with { Watermark = Now.AddDays(-2), Floor = DateTimeOffset.MinValue, DeepAt = Now.AddDays(-2) }, Now, Options);

        Assert.Equal(progress.Window!.From, Look.Question(progress, 1000).SentFrom);
        Assert.False(Look.Turn(progress, new([Record(60 * 24 * 9)], "next"), 0).IsListed);
    }

    [Fact]
    public void Without_an_answer_nothing_is_concluded_and_the_pauses_grow()
    {
        var progress = Look.Turn(Look.Begin(Fresh, Now, Options), new([Record(5)], "page2"), 3);
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 8; i++)
        {
            progress = Look.Stumble(progress, "no answer", Now);
            pauses.Add(progress.NextAt!.Value - Now);
        }

        Assert.Null(progress.Watermark);
        Assert.NotNull(progress.Window);
        Assert.Equal(("no answer", 8), (progress.Fault, progress.Faults));
        Assert.Equal([30, 60, 120, 240, 480, 600, 600, 600], pauses.Select(pause => (int)pause.TotalSeconds));
    }

    [Fact]
    public void A_page_that_never_answers_is_left_and_the_window_begins_anew()
    {
        var progress = Look.Turn(Look.Begin(Fresh, Now, Options), new([Record(5)], "stale"), 3);
        var twice = Look.Stumble(Look.Stumble(progress, "x", Now), "x", Now);
        var thrice = Look.Stumble(twice, "x", Now);

        Assert.Equal(("stale", 1, 3), (twice.Cursor, twice.Pages, twice.Found));
        Assert.Equal((null, 0, 0), (thrice.Cursor, thrice.Pages, thrice.Found));
        Assert.Equal(twice.Window, thrice.Window);
    }

    [Fact]
    public void An_answer_ends_the_row_of_faults()
    {
        var progress = Look.Turn(Look.Stumble(Look.Begin(Fresh, Now, Options), "x", Now), new([], null), 0);

        Assert.Equal((0, null), (progress.Faults, progress.Fault));
    }

    [Fact]
    public void Prices_are_asked_for_what_the_line_sent_and_waited_for_four_days()
    {
        var begun = Look.Begin(new(Some.Line, SweepPass.Prices), Now, Options);

        Assert.Equal(new(Now.AddDays(-4), Now, ByDate: true), begun.Window);
        Assert.Equal(new CarrierQuery(Some.Line, From: Some.Line, SentFrom: Now.AddDays(-4), PageSize: 1000), Look.Question(begun, 1000));
        Assert.Equal(Now.AddHours(6), Look.End(begun, Now, Options).NextAt);
    }

    private static CarrierRecord Record(int minutesAgo) =>
        CarrierArchive.Text("SM" + minutesAgo, Some.Line, Some.Contact, Now.AddMinutes(-minutesAgo)) with { Direction = Direction.Inbound };
}
