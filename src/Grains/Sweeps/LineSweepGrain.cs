using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Grains.Ports;
using OrleansSms.PhoneNumbers;
using OrleansSms.Sweeps;

namespace OrleansSms.Grains.Sweeps;

/// <summary>Leads the sweeps of one line. What it knows is in the store: one that dies is followed by one that goes on there.</summary>
[GrainType("line-sweep")]
internal sealed partial class LineSweepGrain(
    ISweepStore store, StatusSweep statuses, ListSweep lists, CallSweep calls, SweepPlaces places, IOptions<SweepOptions> options, TimeProvider time,
    ILogger<LineSweepGrain> logger) : Grain, ILineSweepGrain, IDisposable
{
    private static readonly SweepPass[] Passes = [SweepPass.Inbound, SweepPass.Calls, SweepPass.Statuses, SweepPass.Prices];

    private readonly CancellationTokenSource _stopping = new();
    private Task _sweep = Task.CompletedTask;

    private string Line => SweepKey.LineOf(this.GetPrimaryKeyString());

    public Task Wake()
    {
        if (options.Value.Enabled && _sweep.IsCompleted && !_stopping.IsCancellationRequested)
        {
            _sweep = Sweep();
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _sweep;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task Sweep()
    {
        try
        {
            await places.Enter(_stopping.Token);
            try
            {
                foreach (var pass in Passes)
                {
                    await Run(pass);
                }
            }
            finally
            {
                places.Leave();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The activation goes; the next one goes on where the store says.
        }
        catch (Exception fault)
        {
            // The top of this background work: nobody awaits it. The clock wakes it again.
            LogFault(logger, fault, PhoneNumber.Mask(Line));
        }
    }

    private async Task Run(SweepPass pass)
    {
        var progress = await store.Load(Line, pass, _stopping.Token);
        if (!progress.IsDue(time.Now()))
        {
            return;
        }

        try
        {
            switch (pass)
            {
                case SweepPass.Statuses:
                    await store.Save(await statuses.Run(progress, _stopping.Token), [], _stopping.Token);
                    break;
                case SweepPass.Calls:
                    await store.Save(await calls.Run(progress, _stopping.Token), [], _stopping.Token);
                    break;
                default:
                    await lists.Run(progress, _stopping.Token);
                    break;
            }
        }
        catch (CarrierUnavailableException unavailable)
        {
            var reached = await store.Load(Line, pass, _stopping.Token);
            var stumbled = Look.Stumble(reached, unavailable.Message, time.Now());
            Tell(stumbled);
            await store.Save(stumbled, [], _stopping.Token);
        }
    }

    private void Tell(SweepProgress stumbled)
    {
        // The first of a row is news; the page shows the rest.
        var level = stumbled.Faults == 1 ? LogLevel.Warning : LogLevel.Debug;
        if (logger.IsEnabled(level))
        {
            var line = PhoneNumber.Mask(Line);
            LogUnavailable(logger, level, stumbled.Pass, line, stumbled.Fault!, stumbled.Faults);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep of line {Line} stopped on a fault; the clock wakes it again.")]
    private static partial void LogFault(ILogger logger, Exception fault, string line);

    [LoggerMessage("Sweep for {Pass} of line {Line} waits: {Reason} ({Faults} in a row)")]
    private static partial void LogUnavailable(ILogger logger, LogLevel level, SweepPass pass, string line, string reason, int faults);
}
