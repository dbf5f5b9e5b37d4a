using System.Text.Json;
using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class MessageListTests
{
    [Fact]
    public async Task A_hundred_and_twenty_texts_are_three_pages_whatever_arrives_meanwhile()
    {
        await using var simulator = await Start();
        for (var i = 0; i < 120; i++)
        {
            await simulator.Text(body: $"{i}");
        }

        var pages = new List<IReadOnlyList<string>>();
        for (var next = Path("Messages.json?PageSize=50"); next is not null;)
        {
            var page = (await simulator.Get(next)).Json;
            pages.Add(Bodies(page));
            next = page.GetProperty("next_page_uri").GetString();
            await simulator.Text(body: "new");
        }

        Assert.Equal([50, 50, 20], pages.Select(page => page.Count));
        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(i => $"{i}"), pages.SelectMany(page => page));
    }

    [Fact]
    public async Task The_way_back_leads_to_the_page_before()
    {
        await using var simulator = await Start();
        for (var i = 0; i < 5; i++)
        {
            await simulator.Text(body: $"{i}");
        }

        var first = (await simulator.Get(Path("Messages.json?PageSize=2"))).Json;
        Assert.Equal(JsonValueKind.Null, first.GetProperty("previous_page_uri").ValueKind);
        var second = (await simulator.Get(first.GetProperty("next_page_uri").GetString()!)).Json;
        var back = (await simulator.Get(second.GetProperty("previous_page_uri").GetString()!)).Json;

        Assert.Equal(["2", "1"], Bodies(second));
        Assert.Equal(["4", "3"], Bodies(back));
    }

    [Theory]
    [InlineData("PageSize=0", 20007)]
    [InlineData("PageSize=1001", 20007)]
    [InlineData("PageToken=PAnonsense", 21481)]
    [InlineData("PageToken=PA000000000000000300000000", 21481)]
    [InlineData("DateSent=yesterday", 20422)]
    public async Task Wrong_questions_are_refused(string query, int code)
    {
        await using var simulator = await Start();

        Assert.Equal(code, (await simulator.Get(Path("Messages.json?" + query))).Code);
    }

    [Theory]
    [InlineData("To=%2B14155550123", "one,three")]
    [InlineData("To=%2B14155550199", "")]
    [InlineData("From=%2B18885550100", "two")]
    [InlineData("To=+14155550123", "")]
    [InlineData("DateSent=2026-01-01", "one,two")]
    [InlineData("DateSent%3C=2026-01-01", "one,two")]
    [InlineData("DateSent%3E=2026-01-02", "three")]
    [InlineData("DateSent%3E=2026-01-01T00:00:00Z&DateSent%3C=2026-01-01T12:00:00Z", "one,two")]
    public async Task Filters_choose_by_number_and_day_sent(string query, string expected)
    {
        await using var simulator = await Start();
        await simulator.Text(body: "one");
        await simulator.Text(body: "two", to: "+14155550124", from: TollFree);
        await simulator.Advance(86_400);
        await simulator.Text(body: "three");
        await simulator.Advance(10);

        var bodies = Bodies((await simulator.Get(Path("Messages.json?" + query))).Json);

        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(), bodies.Order());
    }

    [Fact]
    public async Task The_oldest_texts_leave_first_when_memory_is_full()
    {
        await using var simulator = await Start("--Simulator:KeepMessages=100");
        var first = await simulator.Text();
        for (var i = 0; i < 110; i++)
        {
            await simulator.Text();
        }

        Assert.Equal(404, (await simulator.Fetch(first.Sid)).Status);
        Assert.InRange((await simulator.Get(Path("Messages.json?PageSize=1000"))).Json.GetProperty("messages").GetArrayLength(), 100, 105);
    }

    private static IReadOnlyList<string> Bodies(JsonElement page) =>
        [.. page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("body").GetString()!)];
}
