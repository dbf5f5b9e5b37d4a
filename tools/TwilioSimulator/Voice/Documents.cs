using System.Globalization;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>Asks our addresses for TwiML, and the fallback when the answer is unusable.</summary>
internal sealed class Documents(WebhookSender sender)
{
    private const int MostDocuments = 100;
    private const int LongestSound = 16 * 1024 * 1024;

    private static readonly HashSet<string> Sounds = new(StringComparer.OrdinalIgnoreCase)
    {
        "audio/mpeg", "audio/wav", "audio/wave", "audio/x-wav", "audio/aiff", "audio/x-aifc", "audio/x-aiff", "audio/x-gsm", "audio/gsm", "audio/ulaw",
    };

    /// <summary>The document, or null when neither the address nor the fallback gave one.</summary>
    public async Task<VoiceDocument?> Ask(Leg leg, Target target)
    {
        if (leg.Documents++ >= MostDocuments)
        {
            Note(leg, null, 11215, "more than 100 documents in one call");
            return null;
        }

        var (document, error) = await Request(leg, target);
        if (error is not { } code)
        {
            return document;
        }

        if (leg.Fallback is not { } fallback)
        {
            return null;
        }

        // All that the failed question told, and what became of it.
        var why = new Dictionary<string, string>(target.Extra) { ["ErrorCode"] = Wire.Number(code), ["ErrorUrl"] = target.Url };
        return (await Request(leg, fallback with { Extra = why })).Document;
    }

    /// <summary>Fetches what is to be played, without a signature: that is for questions, not for files.</summary>
    public async Task Fetch(Leg leg, VoiceDocument document, string url)
    {
        var circuit = leg.Circuit;
        Webhook webhook;
        lock (circuit.World.Gate)
        {
            webhook = WebhookDrafts.Make(circuit.World, circuit.Account, "media", leg.Call.Sid, url, "GET", []) with { SigningToken = null, LongestAnswer = LongestSound };
        }

        var (_, last) = await sender.Deliver(webhook);
        var wrong = last.ErrorCode ?? (Sounds.Contains(last.ContentType?.Split(';')[0].Trim() ?? "") ? null : 12300);
        if (wrong is { } code)
        {
            Note(leg, document, code, $"no sound from {WebAddress.WithoutQuery(url)}");
        }
    }

    /// <summary>Writes a warning or an error where the carrier's debugger would: beside the call and the delivery.</summary>
    public static void Note(Leg leg, VoiceDocument? document, int code, string what)
    {
        lock (leg.Circuit.World.Gate)
        {
            leg.Call.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"{code}: {what}"));
            if (document?.Delivery is { } delivery)
            {
                delivery.ErrorCode ??= code;
                delivery.Warnings = [.. delivery.Warnings, string.Create(CultureInfo.InvariantCulture, $"{code}: {what}")];
            }
        }
    }

    private async Task<(VoiceDocument? Document, int? Error)> Request(Leg leg, Target target)
    {
        if (target.Twiml is { } twiml)
        {
            var inline = VoiceDocument.Inline(twiml);
            if (inline.Error is { } wrong)
            {
                Note(leg, null, wrong, "the given Twiml cannot be used");
            }

            return inline;
        }

        var (circuit, call) = (leg.Circuit, leg.Call);
        Webhook webhook;
        lock (circuit.World.Gate)
        {
            var fields = CallFields.Of(call).Concat(target.Extra);
            webhook = WebhookDrafts.Make(circuit.World, circuit.Account, "voice", call.Sid, target.Url, target.Method, fields);
        }

        call.Asking.Begin(circuit.Clock.GetUtcNow());
        var (entry, last) = await sender.Deliver(webhook);
        call.Asking.End(circuit.Clock.GetUtcNow());
        if (last.ErrorCode is { } failed)
        {
            Note(leg, null, failed, $"no usable answer from {WebAddress.WithoutQuery(target.Url)}");
            return (null, failed);
        }

        var answer = VoiceDocument.Read(target.Url, last.ContentType, last.Body, entry);
        if (answer.Error is { } error)
        {
            entry.ErrorCode = error;
            Note(leg, null, error, $"no TwiML from {WebAddress.WithoutQuery(target.Url)}");
        }

        return answer;
    }
}
