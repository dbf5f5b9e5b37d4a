namespace OrleansSms.TwilioSimulator.Clock;

/// <summary>Something that will happen at an instant of the simulated clock.</summary>
internal sealed class Appointment(DateTimeOffset due, Func<Task> action, bool keptOnClear)
{
    public DateTimeOffset Due { get; } = due;

    /// <summary>Somebody waits for this one: when the agenda is cleared it happens at once instead of never.</summary>
    public bool HappensOnClear { get; } = keptOnClear;

    public bool IsCancelled { get; private set; }

    public void Cancel() => IsCancelled = true;

    public Task Run() => IsCancelled ? Task.CompletedTask : action();
}
