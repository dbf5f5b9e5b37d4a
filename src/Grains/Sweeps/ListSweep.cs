using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Sweeps;

/// <summary>Goes through the carrier's list page by page; what a page brought and where it goes on is durable before the next.</summary>
internal sealed partial class ListSweep(
    ISweepStore store, ICarrierRecords carrier, TextImport import, PriceFill prices, IOptions<SweepOptions> options, TimeProvider time,
    ILogger<ListSweep> logger)
{
    /// <summary>As far as it goes; a fault of the carrier's is thrown, and what was reached is stored.</summary>
    public async Task Run(SweepProgress progress, CancellationToken stop)
    {
        progress = Look.Begin(progress, time.Now(), options.Value);
        await store.Save(progress, [], stop);
        var filled = 0;
        while (!progress.IsListed)
        {
            if (filled >= options.Value.PricesAtOnce)
            {
                await store.Save(progress with { NextAt = time.Now() + options.Value.Every }, [], stop);
                return;
            }

            var page = await carrier.List(Look.Question(progress, options.Value.PageSize), stop);
            var known = await store.Known([.. page.Records.Select(record => record.MessageSid)], stop);
            var finds = FindsOf(progress, page, known);
            var priced = await prices.Run(page, known, stop);
            filled += priced;
            progress = Counted(Look.Turn(progress, page, finds.Length), page, known, priced);
            await store.Save(progress, finds, stop);
        }

        if (progress.Pass == SweepPass.Inbound)
        {
            progress = Look.Recover(progress, await import.Run(progress.Line, stop));
        }

        await store.Save(Look.End(progress, time.Now(), options.Value), [], stop);
        if (progress.Recovered > 0 && logger.IsEnabled(LogLevel.Information))
        {
            var line = PhoneNumber.Mask(progress.Line);
            LogAdded(logger, progress.Pass, line, progress.Pages, progress.Recovered);
        }
    }

    private ImmutableArray<FoundText> FindsOf(SweepProgress progress, CarrierPage page, ImmutableArray<KnownMessage> known)
    {
        if (progress.Pass != SweepPass.Inbound)
        {
            return [];
        }

        var finds = FoundTexts.In(progress, page, known, out var unreadable);
        if (unreadable > 0)
        {
            LogUnreadable(logger, PhoneNumber.Mask(progress.Line), unreadable);
        }

        return finds;
    }

    private static SweepProgress Counted(SweepProgress progress, CarrierPage page, ImmutableArray<KnownMessage> known, int priced)
    {
        if (progress.Pass == SweepPass.Inbound)
        {
            return progress;
        }

        // Sent from the same number by something else: the carrier's business with it is not ours.
        var ours = known.Select(message => message.MessageSid).ToHashSet(StringComparer.Ordinal);
        var elsewhere = page.Records.Count(record =>
            record.Direction == Direction.Outbound && Look.Concerns(progress, record) && !ours.Contains(record.MessageSid));
        return Look.Recover(progress with { Elsewhere = progress.Elsewhere + elsewhere, Found = progress.Found + priced }, priced);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sweep for {Pass} of line {Line}: {Pages} pages, {Recovered} added.")]
    private static partial void LogAdded(ILogger logger, SweepPass pass, string line, int pages, int recovered);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} texts of line {Line} in the carrier's list have no sender that a conversation could be found for; they were left out.")]
    private static partial void LogUnreadable(ILogger logger, string line, int count);
}
