using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Inbound;

namespace OrleansSms.Twilio.Voice;

/// <summary>The carrier asks what happens next on a call.</summary>
/// <param name="Step">One of <see cref="VoiceDoors.Steps"/>.</param>
/// <param name="IsSecondTry">We failed at it before.</param>
internal sealed record VoiceQuestion(string Step, VoiceIds Ids, WebhookForm Fields, string? AccountSid, bool IsSecondTry)
{
    /// <param name="door">To which it came. A call has one address for second tries, whichever step failed: that address says which.</param>
    public static VoiceQuestion Of(Webhook webhook, string door)
    {
        var failed = FallbackReading.ErrorCode(webhook.Fields) is null ? null : webhook.Fields.Text("ErrorUrl"u8);
        return failed is not null && StepOf(failed) is { } step
            ? new(step, VoiceIds.Read(failed), webhook.Fields, webhook.AccountSid, IsSecondTry: true)
            : new(door, VoiceIds.Read(webhook.Target), webhook.Fields, webhook.AccountSid, failed is not null);
    }

    private static string? StepOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return null;
        }

        var root = address.AbsolutePath.LastIndexOf(VoiceDoors.Root, StringComparison.Ordinal);
        var door = root < 0 ? "" : address.AbsolutePath[(root + VoiceDoors.Root.Length)..];
        return VoiceDoors.Steps.Contains(door) ? door : null;
    }

    /// <summary>Which call it is about; null: none that is known here.</summary>
    public async Task<CallPlace?> Place(ICallReception reception) =>
        Ids.Place ?? (Fields.Text("CallSid"u8) is { } sid && Sid.IsUsable(sid) ? await reception.PlaceOf(sid, CancellationToken.None) : null);
}
