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

    public async Task<ReplayOutcome> Replay(Guid id, CancellationToken cancellation) =>
        await tray.Find(id, cancellation) is not { } entry ? new(false, "This entry does not exist.")
        : entry.State == TrayState.Replayed ? new(true, entry.Outcome ?? Done)
        : entry.State == TrayState.Dismissed ? new(false, "This entry was dismissed. Bring it back first.")
        : await Replay(entry);

    public async Task<ReplayTotal> ReplayAll(TrayReason reason, CancellationToken cancellation)
    {
        var (taken, seen) = (0, 0);
        var query = new TrayQuery(TrayState.Open, reason.Kind, reason.Reason, Limit: Batch, OldestFirst: true);
        while (seen < Most)
        {
            var list = await tray.List(query, cancellation);
            foreach (var entry in list.Entries)
            {
                taken += (await Replay(entry)).Taken ? 1 : 0;
                seen++;
            }

            if (list.Next is not { } next)
            {
                break;
            }

            query = query with { After = next };
        }

        var left = (await tray.Reasons(cancellation)).FirstOrDefault(open => open.Kind == reason.Kind && open.Reason == reason.Reason);
        return new(taken, left?.Count ?? 0);
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
