using OrleansSms.Bench.Seed;

namespace OrleansSms.Bench.Tests;

public sealed class SeedPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(1003)]
    public void The_counts_a_head_is_given_are_those_of_its_messages(int messages)
    {
        var plan = new SeedPlan(Kinds.Known, 1, messages);

        var outbound = Enumerable.Range(1, messages).Count(number => Message(plan, number).Outbound);

        Assert.Equal((messages - outbound, outbound), (plan.Inbound, plan.Outbound));
    }

    [Fact]
    public void Messages_follow_each_other_in_time_as_in_number()
    {
        var plan = new SeedPlan(Kinds.Known, 1, 20);

        Assert.Equal(Enumerable.Range(1, 20), Enumerable.Range(1, 20).OrderBy(number => Message(plan, number).At));
        Assert.True(Message(plan, 20).At <= Now);
    }

    [Fact]
    public void Neighbours_that_lie_apart_lie_so_far_back_in_time_as_in_place()
    {
        var plan = new SeedPlan(Kinds.Known, 3, 2) { Apart = TimeSpan.FromHours(1) };

        Assert.Equal(
            [Now, Now.AddHours(-1), Now.AddHours(-2)],
            Enumerable.Range(0, 3).Select(place => plan.Message(Guid.Empty, plan.Contact(place), place, 2, Now).At));
    }

    [Fact]
    public void No_two_messages_have_one_name()
    {
        SeedPlan[] plans = [new(Kinds.Known, 30, 30), new(Kinds.LongThread, 1, 2000), new(Kinds.Background, 2000, 1)];

        var ids = plans.SelectMany(plan => Enumerable.Range(0, plan.Conversations).SelectMany(place =>
            Enumerable.Range(1, plan.Messages).Select(number => plan.MessageId(place, number)))).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void A_plan_larger_than_a_kind_goes_on_with_other_numbers()
    {
        var plan = new SeedPlan(Kinds.Background, 10_000_000, 1);
        int[] places = [0, 1, 4_999_999, 5_000_000, 5_000_001, 9_999_999];

        Assert.Equal(places.Length, places.Select(plan.Contact).Distinct().Count());
        Assert.All(places, place => Assert.Matches(@"^\+1\d{10}$", plan.Contact(place)));
    }

    private static SeedMessage Message(SeedPlan plan, int number) => plan.Message(Guid.Empty, plan.Contact(0), 0, number, Now);
}
