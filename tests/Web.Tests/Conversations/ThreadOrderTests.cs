using OrleansSms.Conversations;
using OrleansSms.Web.Components.Conversations;

namespace OrleansSms.Web.Tests.Conversations;

public sealed class ThreadOrderTests
{
    [Fact]
    public void Mostly_an_entry_stands_where_its_number_says()
    {
        IEntry[] entries = [Some.In(1), Some.Out(2), Some.In(3)];

        Assert.Same(entries, ThreadOrder.Of(entries));
    }

    [Fact]
    public void What_went_out_later_stands_where_it_went_out()
    {
        var later = Some.Out(2, Some.Noon) with { SendAt = Some.Noon.AddHours(2) };
        IEntry[] entries = [Some.In(1, Some.Noon), later, Some.In(3, Some.Noon.AddHours(1)), Some.In(4, Some.Noon.AddHours(3))];

        Assert.Equal([1, 3, 2, 4], ThreadOrder.Of(entries).Select(entry => entry.Number));
        Assert.Equal(Some.Noon.AddHours(2), ThreadOrder.Came(later));
    }

    [Fact]
    public void What_still_waits_stands_with_its_kind_at_the_end_and_what_was_undone_nowhere()
    {
        var undone = Some.Out(2, status: DeliveryStatus.Canceled) with { HeldUntil = Some.Noon, Timeline = [new(DeliveryReport.Withdrawn, null, null, Some.Noon, null)] };
        var stopped = Some.Out(3, status: DeliveryStatus.Canceled) with { HeldUntil = Some.Noon, Timeline = [new(DeliveryReport.OptedOut, null, null, Some.Noon, null)] };
        IEntry[] entries = [Some.In(1), undone, stopped, Some.Out(4, status: DeliveryStatus.Scheduled) with { SendAt = Some.Noon.AddDays(1) }];

        Assert.Equal([1, 3], ThreadOrder.Of(entries).Select(entry => entry.Number));
    }

    [Fact]
    public void What_was_canceled_stands_where_that_was_done()
    {
        var canceled = Some.Out(1, Some.Noon, status: DeliveryStatus.Canceled) with { SendAt = Some.Noon.AddDays(1), DateUpdated = Some.Noon.AddHours(2) };
        IEntry[] entries = [canceled, Some.In(2, Some.Noon.AddHours(1))];

        Assert.Equal([2, 1], ThreadOrder.Of(entries).Select(entry => entry.Number));
    }

    [Fact]
    public void Wherever_they_were_written_the_next_to_go_comes_first()
    {
        var waiting = new WaitingTexts();
        var window = new ThreadWindow();
        window.Load(Some.Page(5, 9));
        var (old, late) = (Later(1, 1), Later(2, 3));
        waiting.Show([late, old]);
        waiting.Take(Later(10, 2));
        Assert.Equal([1, 10, 2], waiting.Next(window).Select(message => message.Number));

        waiting.Take(old with { Status = DeliveryStatus.Sent });
        Assert.Equal([10, 2], waiting.Next(window).Select(message => message.Number));
        Assert.Equal([1], waiting.Gone(window).Select(message => message.Number));

        waiting.Show([late]);
        Assert.Equal([2], waiting.Next(window).Select(message => message.Number));
    }

    private static Message Later(int number, int days) => Some.Out(number, status: DeliveryStatus.Scheduled) with { SendAt = Some.Noon.AddDays(days) };
}
