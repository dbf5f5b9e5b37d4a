using OrleansSms.Conversations;
using OrleansSms.Web.Components.Conversations;

namespace OrleansSms.Web.Tests.Conversations;

public sealed class MeanwhileTests
{
    private static readonly Guid Dana = Guid.NewGuid();

    private readonly Meanwhile _meanwhile = new(Some.Me);

    public MeanwhileTests() => _meanwhile.Begin(4);

    [Fact]
    public void A_colleagues_reply_counts_and_the_newest_one_is_told()
    {
        _meanwhile.Look([Some.Out(6, by: Dana), Some.Out(5, by: Dana)]);
        Assert.Equal(6, _meanwhile.Reply?.Number);
    }

    [Fact]
    public void What_was_there_before_what_came_in_and_what_is_my_own_does_not_count()
    {
        _meanwhile.Look([Some.Out(3, by: Dana), Some.Out(4, by: Dana), Some.In(5), Some.Out(6), Some.Out(7) with { UserId = null }]);
        Assert.Null(_meanwhile.Reply);
    }

    [Fact]
    public void What_leaves_tomorrow_does_not_count_and_what_can_be_taken_back_for_some_seconds_does()
    {
        _meanwhile.Look([Some.Out(5, by: Dana) with { SendAt = Some.Noon.AddDays(1) }]);
        Assert.Null(_meanwhile.Reply);

        _meanwhile.Look([Some.Out(6, by: Dana) with { SendAt = Some.Noon.AddSeconds(10) }]);
        Assert.Equal(6, _meanwhile.Reply?.Number);
    }

    [Fact]
    public void A_report_about_a_reply_is_no_new_reply()
    {
        _meanwhile.Look([Some.Out(5, by: Dana, status: DeliveryStatus.Queued)]);
        var told = _meanwhile.Reply;
        _meanwhile.Look([Some.Out(5, by: Dana, status: DeliveryStatus.Delivered)]);
        Assert.Same(told, _meanwhile.Reply);
    }
}
