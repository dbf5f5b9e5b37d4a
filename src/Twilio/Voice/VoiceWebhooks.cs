using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Accounts;
using OrleansSms.Twilio.Inbound;
using OrleansSms.Twilio.Voice.Twiml;

namespace OrleansSms.Twilio.Voice;

/// <summary>The carrier's doors for calls.</summary>
internal sealed partial class VoiceWebhooks(
    Passage passage,
    VoiceSteps steps,
    VoiceReports reports,
    ICallReception reception,
    TrayEntrance tray,
    DoorTally tally,
    AccountDirectory accounts,
    ILogger<VoiceWebhooks> logger)
{
    /// <param name="step">One of <see cref="VoiceDoors.Steps"/>.</param>
    public Task Ask(HttpContext http, string step) => passage.Lead(http, Doors.Call, webhook => Answer(webhook, step));

    public Task Status(HttpContext http) => passage.Lead(http, Doors.CallStatus, Report);

    public Task Recording(HttpContext http) => passage.Lead(http, Doors.Recording, Report);

    public Task Transcript(HttpContext http) => passage.Lead(http, Doors.Transcript, Report);

    private async Task<DoorAnswer> Answer(Webhook webhook, string step)
    {
        if (FallbackReading.ErrorCode(webhook.Fields) is { } code)
        {
            tally.Fallback(webhook.Door, code);
        }

        var answer = await Next(VoiceQuestion.Of(webhook, step));
        if (answer.Not is { } reason)
        {
            await tray.Keep(webhook, reason);
        }

        // The gate lets nobody in while nobody said where the carrier finds us.
        return DoorAnswer.Twiml(ActWriter.Write(answer.Act, accounts.Address!.Voice));
    }

    private async Task<StepAnswer> Next(VoiceQuestion question)
    {
        try
        {
            return await steps.Take(question);
        }
        catch (RefusedException refusal)
        {
            // A rule's no stays a no however often the carrier asks.
            return new(new CallAct.HangUp(), refusal.Message);
        }
        catch (Exception fault) when (question.IsSecondTry)
        {
            // There is no third try: after a 503 the person on the phone would hear the carrier's own announcement of an error.
            LogStumbled(logger, fault, question.Step);
            return new(await reception.Stumbled(question.Ids.Place, CancellationToken.None));
        }
    }

    private async Task<DoorAnswer> Report(Webhook webhook)
    {
        if (await reports.Take(webhook) is { } reason)
        {
            await tray.Keep(webhook, reason);
        }

        return DoorAnswer.Done;
    }

    [LoggerMessage(LogLevel.Error, "The step {Step} of a call failed for the second time")]
    private static partial void LogStumbled(ILogger logger, Exception fault, string step);
}
