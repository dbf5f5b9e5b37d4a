using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace OrleansSms.Twilio.Inbound;

/// <summary>
/// Reads the raw bytes of a request: they are signed and may have to be kept as they are. Anybody may send a body, so one
/// that is not there with its headers has to come within a few seconds, and only so many of those are waited for.
/// </summary>
internal sealed class WebhookBody(IOptions<WebhookOptions> options, TimeProvider time)
{
    public const int MaxBytes = 128 * 1024;

    private readonly int _mostAwaited = options.Value.AtOnce;
    private readonly TimeSpan _within = options.Value.ReadWithin;
    private int _awaited;

    /// <summary>Bodies that are waited for at this moment.</summary>
    public int Awaited => Volatile.Read(ref _awaited);

    public async ValueTask<Result> Read(HttpRequest request)
    {
        if (request.ContentLength > MaxBytes)
        {
            return new(Refusal.TooLarge);
        }

        var reader = request.BodyReader;
        var waits = false;
        ITimer? patience = null;
        try
        {
            while (true)
            {
                var reading = reader.ReadAsync(CancellationToken.None);
                if (!reading.IsCompleted && !waits)
                {
                    waits = true;
                    if (Interlocked.Increment(ref _awaited) > _mostAwaited)
                    {
                        reader.CancelPendingRead();
                    }
                    else
                    {
                        patience = time.CreateTimer(static reader => ((System.IO.Pipelines.PipeReader)reader!).CancelPendingRead(), reader, _within, Timeout.InfiniteTimeSpan);
                    }
                }

                var read = await reading;
                if (read.IsCanceled || read.IsCompleted || read.Buffer.Length > MaxBytes)
                {
                    var result = read.Buffer.Length > MaxBytes ? new Result(Refusal.TooLarge)
                        : read.IsCompleted ? new(read.Buffer.ToArray())
                        : new(patience is null ? Refusal.Busy : Refusal.TooSlow);
                    reader.AdvanceTo(read.Buffer.End);
                    return result;
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        finally
        {
            if (waits)
            {
                Interlocked.Decrement(ref _awaited);
            }

            if (patience is not null)
            {
                // Waits for a cancellation under way, which must not meet the connection's next request.
                await patience.DisposeAsync();
            }
        }
    }

    /// <summary>The bytes, or why there are none.</summary>
    public readonly record struct Result
    {
        public Result(byte[] bytes) => Bytes = bytes;

        public Result(Refusal refused) => Refused = refused;

        public byte[]? Bytes { get; }

        public Refusal? Refused { get; }
    }
}
