using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Lines;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Lines;

/// <summary>Wakes senders. Many who ring at once are one call: what they committed is found by the one wake that comes after it.</summary>
internal sealed partial class LineBell(IGrainFactory grains, ILogger<LineBell> logger)
{
    private readonly ConcurrentDictionary<string, Bell> _bells = new(StringComparer.Ordinal);

    /// <summary>Call after the commit. Does not wait.</summary>
    public void Ring(string line)
    {
        var bell = Of(line);
        if (Interlocked.Exchange(ref bell.State, Bell.RungAgain) == Bell.Silent)
        {
            _ = Task.Run(() => Ring(line, bell));
        }
    }

    /// <summary>A contact opted out: what waits is taken out at once rather than at its turn. Does not wait.</summary>
    public void Stop(string line, ConversationId conversation) => Of(line).Grain.Stop(conversation).Ignore();

    private Bell Of(string line) => _bells.GetOrAdd(line, static (line, grains) => new(grains.GetGrain<ILineGrain>(LineKey.For(line))), grains);

    private async Task Ring(string line, Bell bell)
    {
        try
        {
            do
            {
                Volatile.Write(ref bell.State, Bell.Ringing);
                await bell.Grain.Wake();
            }
            while (Interlocked.CompareExchange(ref bell.State, Bell.Silent, Bell.Ringing) != Bell.Ringing);
        }
        catch (Exception fault)
        {
            // Nobody awaits this. What waits is found by the outbox clock within a minute.
            Volatile.Write(ref bell.State, Bell.Silent);
            LogNotWoken(logger, fault, PhoneNumber.Mask(line));
        }
    }

    private sealed class Bell(ILineGrain grain)
    {
        public const int Silent = 0;
        public const int Ringing = 1;
        public const int RungAgain = 2;

        public int State;

        public ILineGrain Grain { get; } = grain;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sender of line {Line} could not be woken.")]
    private static partial void LogNotWoken(ILogger logger, Exception fault, string line);
}
