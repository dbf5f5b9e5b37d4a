using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>A reminder, because it must tick whichever silos live. The work goes on beside its turns: nobody waits for it.</summary>
[GrainType("text-clock")]
internal sealed partial class TextClockGrain(TextRetention retention, ILogger<TextClockGrain> logger) : Grain, ITextClockGrain, IRemindable, IDisposable
{
    public const string Key = "texts/clock";

    // The shortest period reminders allow.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private BackgroundWork _work = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _work = new(this, retention.Look, fault => LogFault(logger, fault), Period);
        return Task.CompletedTask;
    }

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder("texts", Period, Period);
        await _work.Wake();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => _work.Wake();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _work.Stop();

    public void Dispose() => _work?.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old texts could not be looked for; trying again.")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
