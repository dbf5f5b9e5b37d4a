using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OrleansSms.Tray;
using OrleansSms.Twilio.Accounts;
using OrleansSms.Twilio.Voice;

namespace OrleansSms.Twilio.Inbound;

/// <inheritdoc cref="IWebhookReplay"/>
internal sealed partial class WebhookReplay(
    IWebhookTray tray, WebhookTaking taking, VoiceReports calls, AccountDirectory accounts, TimeProvider time, ILogger<WebhookReplay> logger)
    : IWebhookReplay
{
    private const int Batch = 50;
    private const int Most = 500;
    private const string Done = "Understood now.";

    private static readonly string[] OfCalls = [Doors.CallStatus, Doors.Recording, Doors.Transcript];

    public async Task<ReplayOutcome> Replay(Guid id, CancellationToken cancellation) =>
        await tray.Find(id, cancellation) is not { } entry ? new(false, "This entry does not exist.")
        : entry.State == TrayState.Replayed ? new(true, entry.Outcome ?? Done)
        : entry.State == TrayState.Dismissed ? new(false, "This entry was dismissed. Bring it back first.")
        : await Replay(entry);

    public async Task<ReplayTotal> ReplayAll(TrayReason reason, CancellationToken cancellation)
    {
        var taken = 0;
        await foreach (var entry in Open(reason.Kind, reason.Reason, oldestFirst: true, cancellation))
        {
            taken += (await Replay(entry)).Taken ? 1 : 0;
        }

        var left = (await tray.Reasons(cancellation)).FirstOrDefault(open => open.Kind == reason.Kind && open.Reason == reason.Reason);
        return new(taken, left?.Count ?? 0);
    }

    public async Task ReplayCalls(DateTimeOffset since, CancellationToken cancellation)
    {
        var lost = new List<TrayEntry>();
        foreach (var door in OfCalls)
        {
            // The newest first: those that lie here for longer are none of a sweep's business.
            lost.AddRange(await Open(door, VoiceReports.Unknown, oldestFirst: false, cancellation).TakeWhile(entry => entry.ReceivedAt >= since).ToListAsync(cancellation));
        }

        foreach (var entry in lost.OrderBy(entry => entry.ReceivedAt))
        {
            await Replay(entry);
        }
    }

    /// <summary>Page after page, some hundreds at most.</summary>
    private async IAsyncEnumerable<TrayEntry> Open(string kind, string reason, bool oldestFirst, [EnumeratorCancellation] CancellationToken cancellation)
    {
        TrayCursor? after = null;
        for (var pages = Most / Batch; pages > 0; pages--)
        {
            var list = await tray.List(new(TrayState.Open, kind, reason, after, Batch, oldestFirst), cancellation);
            foreach (var entry in list.Entries)
            {
                yield return entry;
            }

            if (list.Next is null)
            {
                yield break;
            }

            after = list.Next;
        }
    }

    // From here on nothing is broken off: what is taken is also marked.
    private async Task<ReplayOutcome> Replay(TrayEntry entry)
    {
        // The signature was right when the entry was kept; the tokens may have changed since. The account must still be ours.
        var not = Webhook.From(entry) is not { } webhook ? "Its fields cannot be read."
            : AccountOf(webhook) is not { } account ? "It is of a carrier account that is not set up here."
            : await Take(webhook with { AccountSid = account.IsConfigured ? null : account.Sid });
        if (not is not null)
        {
            await tray.Tried(entry.Id, not, time.GetUtcNow(), CancellationToken.None);
            return new(false, not);
        }

        // Somebody else may have been quicker: the effect is the same, and so is the mark.
        await tray.Settle(entry.Id, TrayState.Open, TrayState.Replayed, Done, time.GetUtcNow(), CancellationToken.None);
        LogReplayed(logger, entry.Id);
        return new(true, Done);
    }

    private async Task<string?> Take(Webhook webhook) => webhook.Door switch
    {
        Doors.Inbound or Doors.Status => (await taking.Take(webhook)).Not,
        Doors.CallStatus or Doors.Recording or Doors.Transcript => await calls.Take(webhook),
        // Doing it now would be about nobody: whoever was on the phone has hung up.
        Doors.Call => "The call waited for an answer, and is over. There is nothing left to do with this.",
        _ => "It came to a door that is not here any more.",
    };

    private TwilioAccount? AccountOf(Webhook webhook) =>
        webhook.Fields.Text("AccountSid"u8) is { } named ? accounts.Find(named) : accounts.Configured;

    [LoggerMessage(LogLevel.Information, "Tray entry {Id} was replayed and is understood now")]
    private static partial void LogReplayed(ILogger logger, Guid id);
}
