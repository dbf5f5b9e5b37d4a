using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Sweeps;

/// <summary>Asks for the end of messages whose reports were lost, by name: a list could be behind.</summary>
internal sealed class StatusSweep(
    ISweepStore store, ICaseStore cases, ICarrierRecords carrier, IGrainFactory grains, IOptions<SweepOptions> options, TimeProvider time)
{
    private const int AtOnce = 100;

    // On the first look: older ones had their end, or will have none.
    private static readonly TimeSpan FirstLookBack = TimeSpan.FromDays(7);
    private static readonly TimeSpan Stretch = TimeSpan.FromHours(3);

    public static DeliveryReport ReportOf(Guid messageId, CarrierRecord record) => new(
        messageId, record.Status, record.MessageSid, record.ErrorCode, record.NumSegments, record.Price, record.PriceUnit,
        record.DateUpdated.ToString("R", CultureInfo.InvariantCulture));

    public async Task<SweepProgress> Run(SweepProgress progress, CancellationToken stop)
    {
        var started = time.Now();
        progress = await OpenCases(progress, started, stop);
        while (await cases.Due(progress.Line, started, AtOnce, stop) is { IsEmpty: false } due)
        {
            foreach (var open in due)
            {
                progress = Look.Recover(progress with { Found = progress.Found + 1 }, await Settle(progress.Line, open, stop) ? 1 : 0);
            }

            await store.Save(progress, [], stop);
        }

        return Look.End(progress, time.Now(), options.Value);
    }

    /// <summary>A stretch at a time, so that no busy week is one long question to the database.</summary>
    private async Task<SweepProgress> OpenCases(SweepProgress progress, DateTimeOffset started, CancellationToken stop)
    {
        var until = started - options.Value.StatusAfter;
        var after = progress.Watermark ?? until - FirstLookBack;
        progress = progress with { StartedAt = started, Pages = 0, Found = 0, Recovered = 0, Window = new(after, until, ByDate: false) };
        do
        {
            var to = until - after > Stretch ? after + Stretch : until;
            await cases.Open(progress.Line, after, to, options.Value.StatusAfter, stop);
            progress = progress with { Watermark = after = to };
            await store.Save(progress, [], stop);
        }
        while (after < until);

        return progress;
    }

    /// <summary>True: the message has an end now that it did not have.</summary>
    private async Task<bool> Settle(string line, OpenCase open, CancellationToken stop)
    {
        switch (CaseRules.Before(open))
        {
            case CaseStep.Close:
                await cases.Close(open.MessageId, stop);
                return false;
            case CaseStep.Wait:
                await cases.Postpone(open.MessageId, CaseRules.NextTime(open, time.Now(), options.Value.CloseAfter), stop);
                return false;
            default:
                return await Ask(line, open, stop);
        }
    }

    private async Task<bool> Ask(string line, OpenCase open, CancellationToken stop)
    {
        var record = await carrier.Find(line, open.MessageSid!, stop);
        var told = record is null ? null : Delivery.Of(record.Status);
        await Report(open, record is null ? new(open.MessageId, DeliveryReport.NotOnRecord) : ReportOf(open.MessageId, record), stop);
        if (CaseRules.IsUnconfirmed(open, told, time.Now(), options.Value.CloseAfter))
        {
            await Report(open, new(open.MessageId, DeliveryReport.Unconfirmed), stop);
        }

        if (CaseRules.IsOver(open, told, time.Now(), options.Value.CloseAfter))
        {
            await cases.Close(open.MessageId, stop);
        }
        else
        {
            await cases.Postpone(open.MessageId, CaseRules.NextTime(open, time.Now(), options.Value.CloseAfter), stop);
        }

        return told >= DeliveryStatus.Canceled;
    }

    private Task<bool> Report(OpenCase open, DeliveryReport report, CancellationToken stop) =>
        grains.Conversation(open.ConversationId).Report(report, stop);
}
