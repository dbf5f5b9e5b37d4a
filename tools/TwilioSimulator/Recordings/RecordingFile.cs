using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Recordings;

/// <summary>The sound of a recording: WAV without an extension or with .wav, MP3 with .mp3; 404 until it is ready.</summary>
internal sealed class RecordingFile(SimulatedClock clock)
{
    private const long TooLarge = 512L * 1024 * 1024;

    public async Task Fetch(HttpContext context)
    {
        var call = ApiCall.Of(context);
        var file = (string)context.Request.RouteValues["file"]!;
        var isMp3 = file.EndsWith(".mp3", StringComparison.Ordinal);
        var sid = isMp3 || file.EndsWith(".wav", StringComparison.Ordinal) ? file[..^4] : file;
        var wantsTwo = call.Query["RequestedChannels"] == "2";
        int seconds, channels;
        Fault? fault;
        lock (call.World.Gate)
        {
            if (call.World.Recordings.Find(sid) is not { Status: RecordingStatus.Completed } recording || recording.AccountSid != call.Account.Sid)
            {
                recording = null;
            }

            fault = recording is null ? null : call.World.Faults.TakeFirst(FaultSides.IsMedia, context.Request.Path, "GET", To(call, recording));
            var isHidden = fault is { Request: { Effect: FaultEffect.MediaNotFound, Seconds: var hidden } }
                && (hidden is null || clock.Measure(clock.GetUtcNow() - recording!.Updated).TotalSeconds < hidden);
            (seconds, channels) = recording is null || isHidden
                ? (-1, 0)
                : (recording.Seconds ?? 0, wantsTwo ? recording.Order.Channels : 1);
        }

        await (seconds < 0
            ? Reply.Error(context, ApiError.NotFound(context.Request.Path))
            : Answer(context, fault?.Request, isMp3 ? "audio/mpeg" : "audio/x-wav", () => isMp3 ? Tone.Mp3(seconds) : Tone.Wav(seconds, channels)));
    }

    private static string? To(ApiCall call, Recording recording) => call.World.Calls.Find(recording.CallSid)?.To;

    private static async Task Answer(HttpContext context, FaultRequest? fault, string type, Func<byte[]> sound)
    {
        var response = context.Response;
        if (fault?.Effect == FaultEffect.MediaTooLarge)
        {
            response.ContentType = type;
            await Flood(context, fault.Bytes ?? TooLarge);
            return;
        }

        var bytes = sound();
        response.ContentType = fault?.Effect == FaultEffect.MediaWrongType ? fault.ContentType ?? "text/html" : type;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static async Task Flood(HttpContext context, long length)
    {
        context.Response.ContentLength = length;
        var zeros = new byte[64 * 1024];
        for (var left = length; left > 0 && !context.RequestAborted.IsCancellationRequested; left -= zeros.Length)
        {
            await context.Response.Body.WriteAsync(zeros.AsMemory(0, (int)Math.Min(left, zeros.Length)), context.RequestAborted);
        }
    }
}
