namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>
/// How many parts of a call are doing something, as opposed to waiting for the clock or for each other.
/// Whoever wakes a part can wait for the rest that follows; so a virtual clock moves on only when everything due has happened.
/// </summary>
internal sealed partial class Bustle(ILogger logger)
{
    private readonly Lock _gate = new();
    private int _busy;
    private TaskCompletionSource? _rest;

    /// <summary>Starts a part; it runs here until it first waits.</summary>
    public void Begin(Func<Task> part)
    {
        Enter();
        _ = Run(part);
    }

    /// <summary>Completes when nobody is doing anything.</summary>
    public Task Rest()
    {
        lock (_gate)
        {
            return _busy == 0
                ? Task.CompletedTask
                : (_rest ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public void Enter()
    {
        lock (_gate)
        {
            _busy++;
        }
    }

    public void Leave()
    {
        TaskCompletionSource? rest = null;
        lock (_gate)
        {
            if (--_busy == 0)
            {
                (rest, _rest) = (_rest, null);
            }
        }

        rest?.SetResult();
    }

    private async Task Run(Func<Task> part)
    {
        try
        {
            await part();
        }
        catch (Exception exception)
        {
            // The edge of a call: what fails in one must be told and must not hold up the others.
            LogFailed(logger, exception);
        }
        finally
        {
            Leave();
        }
    }

    [LoggerMessage(LogLevel.Error, "A simulated call failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
