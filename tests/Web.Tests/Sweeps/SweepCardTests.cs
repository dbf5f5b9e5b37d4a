using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Sweeps;
using OrleansSms.Web.Components.Sweeps;

namespace OrleansSms.Web.Tests.Sweeps;

public sealed class SweepCardTests : BunitContext
{
    private static readonly SweepLook Never = new(false, 0, 0, 0, 0, 0, null, null, null, null);
    private static readonly SweepLook Ended = Never with { EndedAt = Some.Noon.AddMinutes(-3), NextAt = Some.Noon.AddMinutes(2) };

    public SweepCardTests() => Services.AddSingleton(Some.Clock());

    [Fact]
    public void A_line_that_was_never_swept_says_so() => Assert.Equal("Not looked yet", Texts(Card(Never)));

    [Fact]
    public void A_sweep_under_way_tells_how_far_it_is_and_cannot_be_started_again()
    {
        var card = Card(Ended with { IsUnderWay = true, Pages = 2, Found = 120 });

        Assert.Equal("Looking now: page 3, 120 found", Texts(card));
        Assert.True(card.Find("button").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData(0, 0, "11:57: nothing was missing")]
    [InlineData(1, 1, "11:57: 1 text recovered (1 in all)")]
    [InlineData(12, 1500, "11:57: 12 texts recovered (1,500 in all)")]
    public void A_sweep_that_ended_tells_when_and_what_it_brought(int recovered, long all, string told) =>
        Assert.Equal(told, Texts(Card(Ended with { Recovered = recovered, RecoveredInAll = all })));

    [Fact]
    public void A_carrier_that_does_not_answer_is_told_once_with_the_next_try_and_the_sweep_can_be_started()
    {
        const string Fault = "The carrier could not be reached.";
        var waiting = Ended with { IsUnderWay = true, Fault = Fault };
        var card = Card(waiting, waiting);

        Assert.Equal($"{Fault} Next try 12:02.", Assert.Single(card.FindAll(".wait-note")).TextContent.Trim());
        Assert.False(card.Find("button").HasAttribute("disabled"));
    }

    [Fact]
    public void Calls_that_were_missed_are_told_of_beside_texts() =>
        Assert.Equal("11:57: 2 calls recovered or completed (5 in all)", Card(Ended).Find("[data-look=calls]").TextContent);

    [Fact]
    public void What_was_sent_elsewhere_is_noted() =>
        Assert.Contains("2 texts from this number were not sent from here", Card(Ended, Ended with { SentElsewhere = 2 }).Markup, StringComparison.Ordinal);

    [Fact]
    public void The_button_starts_the_sweep_of_its_line()
    {
        var started = false;
        var card = Render<SweepCard>(parameters => parameters.Add(row => row.Sweep, Line(Ended, Ended)).Add(row => row.OnSweep, () => started = true));

        card.Find("button").Click();

        Assert.True(started);
    }

    private static LineSweep Line(SweepLook texts, SweepLook prices) => new(Some.Line, "Front desk", texts, Ended, prices, Ended with { Recovered = 2, RecoveredInAll = 5 });

    private static string Texts(IRenderedComponent<SweepCard> card) => card.Find("[data-look=texts]").TextContent;

    private IRenderedComponent<SweepCard> Card(SweepLook texts, SweepLook? prices = null) =>
        Render<SweepCard>(parameters => parameters.Add(row => row.Sweep, Line(texts, prices ?? Ended)));
}
