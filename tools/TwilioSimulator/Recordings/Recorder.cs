using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Messages;

namespace OrleansSms.TwilioSimulator.Recordings;

/// <summary>Starts and stops recordings; the file is ready some time after the end. Used under the world's gate.</summary>
internal sealed class Recorder(SimulatedClock clock, RecordingCallbacks callbacks, Origin origin)
{
    private const double LateSeconds = 180;
    private const int NothingRecorded = 12400;

    public Recording Start(World world, Call call, RecordingOrder order, Errands errands)
    {
        var (sid, now) = (world.Dice.Sid("RE"), clock.GetUtcNow());
        var recording = new Recording
        {
            Sid = sid,
            AccountSid = call.AccountSid,
            CallSid = call.Sid,
            Order = order,
            Started = now,
            Updated = now,
            Url = $"{origin.Url}/2010-04-01/Accounts/{call.AccountSid}/Recordings/{sid}",
        };
        world.Recordings.Add(recording);
        world.Version++;
        callbacks.Announce(world, recording, errands);
        return recording;
    }

    public void Pause(Recording recording)
    {
        recording.PausedSince ??= clock.GetUtcNow();
        recording.Status = RecordingStatus.Paused;
    }

    public void Resume(Recording recording)
    {
        recording.Paused += recording.PausedSince is { } since ? clock.GetUtcNow() - since : TimeSpan.Zero;
        recording.PausedSince = null;
        recording.Status = RecordingStatus.InProgress;
    }

    /// <summary>Ends a recording; without a length it is as long as it ran.</summary>
    public void Stop(World world, Recording recording, Errands errands, TimeSpan? length = null)
    {
        if (!recording.IsRunning)
        {
            return;
        }

        Resume(recording);
        var now = clock.GetUtcNow();
        var ran = length ?? clock.Measure(now - recording.Started - recording.Paused);
        recording.Seconds = ran > TimeSpan.Zero ? Math.Max(1, (int)ran.TotalSeconds) : 0;
        recording.Status = RecordingStatus.Processing;
        recording.Updated = now;
        world.Version++;
        if (recording.Seconds == 0 || Meets(world, FaultEffect.RecordingAbsent, recording) is not null)
        {
            recording.ErrorCode = NothingRecorded;
            Become(world, recording, RecordingStatus.Absent, errands);
            return;
        }

        var late = Meets(world, FaultEffect.RecordingLate, recording) is { } fault ? fault.Request.Seconds ?? LateSeconds : 0;
        clock.Plan(TimeSpan.FromSeconds(world.Settings.RecordingSeconds + late), () => Finish(world, recording));
    }

    public void StopAll(World world, Call call, Errands errands)
    {
        foreach (var recording in world.Recordings.NewestFirst.Where(recording => recording.CallSid == call.Sid && recording.IsRunning).ToList())
        {
            Stop(world, recording, errands);
        }
    }

    private static Fault? Meets(World world, FaultEffect wanted, Recording recording) => world.Faults.TakeFirst(
        effect => effect == wanted, recording.Path, "POST", world.Calls.Find(recording.CallSid)?.To);

    private async Task Finish(World world, Recording recording)
    {
        var errands = new Errands();
        lock (world.Gate)
        {
            if (!recording.IsDeleted)
            {
                Become(world, recording, RecordingStatus.Completed, errands);
            }
        }

        await errands.Run();
    }

    private void Become(World world, Recording recording, string status, Errands errands)
    {
        recording.Status = status;
        recording.Updated = clock.GetUtcNow();
        world.Version++;
        callbacks.Announce(world, recording, errands);
        if (status == RecordingStatus.Completed)
        {
            callbacks.Transcribe(world, recording, errands);
        }
    }
}
