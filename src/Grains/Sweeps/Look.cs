using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Sweeps;

/// <summary>
/// The rules of a look through the carrier's list. It may show a message hours late, so every look goes back behind the
/// last one, and a look that adds nothing twice can afford to.
/// </summary>
internal static class Look
{
    private const int FaultsUntilFirstPage = 3;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>Opens the next window; one that is open goes on.</summary>
    public static SweepProgress Begin(SweepProgress progress, DateTimeOffset now, SweepOptions options)
    {
        if (progress.Window is not null)
        {
            return progress;
        }

        var until = now - (progress.Pass is SweepPass.Inbound or SweepPass.Calls ? options.Grace : TimeSpan.Zero);
        var deep = progress.DeepAt is null || now - progress.DeepAt >= Day;
        var from = progress.Watermark is { } watermark ? watermark - Back(progress.Pass, deep, options) : until - First(progress.Pass, options);
        var floor = progress.Floor ?? from;
        return progress with
        {
            Floor = floor,
            // The first look and the short ones take the list as it comes, which has also what the carrier has no sending date of;
            // the long one asks for the dates, which does not rely on the order of the list.
            Window = new(from > floor ? from : floor, until, ByDate: progress.Pass == SweepPass.Prices || (deep && progress.Watermark is not null)),
            DeepAt = deep ? now : progress.DeepAt,
            Cursor = null,
            IsListed = false,
            Pages = 0,
            Found = 0,
            Recovered = 0,
            Elsewhere = 0,
            StartedAt = now,
        };
    }

    public static CarrierQuery Question(SweepProgress progress, int pageSize) => new(
        progress.Line,
        From: progress.Pass == SweepPass.Prices ? progress.Line : null,
        To: progress.Pass == SweepPass.Inbound ? progress.Line : null,
        SentFrom: progress.Window is { ByDate: true } window ? window.From : null,
        PageSize: pageSize,
        Next: progress.Cursor);

    public static bool Concerns(SweepProgress progress, CarrierRecord record) => Concerns(progress, record.DateCreated);

    public static bool Concerns(SweepProgress progress, DateTimeOffset moment) =>
        progress.Window is { } window && moment >= window.From && moment <= window.Until;

    /// <summary>A page is done. It was the last when the carrier has no more, or only what lies behind the window.</summary>
    public static SweepProgress Turn(SweepProgress progress, CarrierPage page, int found) => progress with
    {
        Pages = progress.Pages + 1,
        Found = progress.Found + found,
        Cursor = page.Next,
        IsListed = page.Next is null || (progress.Window is { ByDate: false } window
            && !page.Records.IsEmpty && page.Records.All(record => record.DateCreated < window.From)),
        Faults = 0,
        Fault = null,
    };

    public static SweepProgress End(SweepProgress progress, DateTimeOffset now, SweepOptions options) => progress with
    {
        Watermark = progress.Window?.Until ?? progress.Watermark,
        Window = null,
        Cursor = null,
        IsListed = false,
        FinishedAt = now,
        NextAt = now + (progress.Pass == SweepPass.Prices ? options.PricesEvery : options.Every),
        Faults = 0,
        Fault = null,
    };

    public static SweepProgress Recover(SweepProgress progress, int count) =>
        progress with { Recovered = progress.Recovered + count, RecoveredTotal = progress.RecoveredTotal + count };

    /// <summary>No answer: nothing is concluded, and the window stays. A page that never answers is left, and the window begins anew.</summary>
    public static SweepProgress Stumble(SweepProgress progress, string fault, DateTimeOffset now)
    {
        var faults = progress.Faults + 1;
        var beginAnew = faults % FaultsUntilFirstPage == 0 && progress.Cursor is not null && !progress.IsListed;
        return progress with
        {
            Faults = faults,
            Fault = fault,
            NextAt = now + Pause(faults),
            Cursor = beginAnew ? null : progress.Cursor,
            Pages = beginAnew ? 0 : progress.Pages,
            Found = beginAnew ? 0 : progress.Found,
        };
    }

    private static TimeSpan Pause(int faults) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(faults - 1, 10)));

    private static TimeSpan First(SweepPass pass, SweepOptions options) =>
        pass is SweepPass.Inbound or SweepPass.Calls ? options.FirstLookBack : options.PriceLookBack;

    private static TimeSpan Back(SweepPass pass, bool deep, SweepOptions options) =>
        pass == SweepPass.Prices ? (deep ? options.PriceLookBack : options.PricesEvery * 2)
        : deep ? options.DailyLookBack : options.LookBack;
}
