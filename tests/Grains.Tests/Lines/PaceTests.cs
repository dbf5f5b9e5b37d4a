using CsCheck;
using OrleansSms.Grains.Lines;

namespace OrleansSms.Grains.Tests.Lines;

public sealed class PaceTests
{
    [Fact]
    public void An_idle_line_sends_its_burst_at_once_and_then_one_a_second()
    {
        var pace = new Pace(segmentsPerSecond: 1, burst: 10);
        var waits = Enumerable.Range(0, 13).Select(_ =>
        {
            var wait = pace.Wait(Some.Now);
            pace.Spend(Some.Now, segments: 1);
            return wait.TotalSeconds;
        });

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2], waits);
    }

    [Fact]
    public void A_long_text_costs_its_segments()
    {
        var pace = new Pace(segmentsPerSecond: 2, burst: 2);
        pace.Spend(Some.Now, segments: 10);

        Assert.Equal(TimeSpan.FromSeconds(4), pace.Wait(Some.Now));
        Assert.Equal(TimeSpan.Zero, pace.Wait(Some.Now.AddSeconds(4)));
    }

    [Fact]
    public void Over_any_stretch_no_more_is_sent_than_pace_and_burst_allow() =>
        Gen.Select(Gen.Double[0.1, 50], Gen.Int[1, 20], Gen.Int[1, 5].Array[1, 60]).Sample((rate, burst, texts) =>
        {
            var pace = new Pace(rate, burst);
            var (now, sent) = (Some.Now, 0);
            foreach (var segments in texts)
            {
                now += pace.Wait(now);
                pace.Spend(now, segments);
                sent += segments;
                // The last message may begin with the last of the credit.
                Assert.True(sent - segments <= (rate * (now - Some.Now).TotalSeconds) + burst + 1e-3);
            }
        });
}
