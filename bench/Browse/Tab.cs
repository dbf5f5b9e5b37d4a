using System.Diagnostics;
using Microsoft.Playwright;

namespace OrleansSms.Bench.Browse;

/// <summary>One tab. What it tells of time was noted in the page, so that asking for it costs the page nothing.</summary>
internal sealed class Tab(IPage page)
{
    private const int Looks = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public Task<Opening> OpenThread(Guid conversation, int newest) => Open($"/inbox/{conversation}", "number => bench.thread(number)", newest);

    public Task<Opening> OpenList(string narrowed = "") => Open("/inbox" + narrowed, "bench.list()");

    /// <summary>Scrolls to the end of the thread and waits until that is known to be read.</summary>
    public Task Read() => Ask<object?>("hand.read()");

    /// <summary>Scrolls so many older messages into view.</summary>
    public Task Older(int count) => Ask<object?>("count => hand.older(count)", count);

    /// <summary>Goes to the end of the list as far as it was read.</summary>
    /// <returns>Milliseconds until the next rows were there; null: it was the end.</returns>
    public Task<double?> Further() => Ask<double?>("hand.further()");

    /// <summary>Milliseconds of the page's clock at which this entry was on the screen.</summary>
    public Task<double> Shown(int number) => Ask<double>("number => bench.shown(number)", number);

    /// <summary>What our clock showed, in ticks, when the page's began.</summary>
    public async Task<long> Epoch()
    {
        var (least, epoch) = (long.MaxValue, 0L);
        for (var look = 0; look < Looks; look++)
        {
            var before = Stopwatch.GetTimestamp();
            var there = await page.EvaluateAsync<double>("performance.now()");
            var took = Stopwatch.GetTimestamp() - before;
            if (took < least)
            {
                (least, epoch) = (took, before + (took / 2) - (long)(there / 1000 * Stopwatch.Frequency));
            }
        }

        return epoch;
    }

    public async Task<TabMemory> Memory()
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        var memory = await TabMemory.Of(devtools);
        await devtools.DetachAsync();
        return memory;
    }

    /// <summary>Leaves the page first, as a person does: the silo lets its circuit go at once.</summary>
    public async Task Close()
    {
        await page.GotoAsync("about:blank");
        await page.CloseAsync();
    }

    private async Task<Opening> Open(string path, string shown, int? number = null)
    {
        await page.BringToFrontAsync();
        await page.GotoAsync("about:blank");
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        var times = await Ask<double[]>(shown, number);
        return new(times[0], times[1]);
    }

    /// <summary>A tab behind another one paints no frames, and what waits for one would wait for ever.</summary>
    private async Task<T> Ask<T>(string script, object? argument = null)
    {
        await page.BringToFrontAsync();
        return await page.EvaluateAsync<T>(script, argument).WaitAsync(Patience, TimeProvider.System);
    }
}

/// <summary>Milliseconds since the navigation began.</summary>
/// <param name="Shown">What the page is about was on the screen.</param>
/// <param name="Ready">The page could be used.</param>
internal readonly record struct Opening(double Shown, double Ready);
