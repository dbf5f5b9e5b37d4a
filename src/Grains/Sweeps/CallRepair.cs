using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Sweeps;

/// <summary>Tells calls that are here what the carrier knows of them and nobody told us.</summary>
internal sealed class CallRepair(ICallStore calls, ICarrierCalls carrier, ICallList list, CallLookUp lookUp, RecordingBell recordings, IGrainFactory grains)
{
    /// <summary>What a known call lacks.</summary>
    public async Task<SweepProgress> Fill(SweepProgress progress, Call call, CancellationToken stop)
    {
        var before = call;
        if (CallGaps.LacksEnd(call))
        {
            call = await Legs(progress.Line, call, call.CallSid!) ?? call;
        }

        if (CallGaps.LacksRecording(call))
        {
            call = await Record(progress.Line, new(call.ConversationId, call.Id), call.CallSid!, stop) ?? call;
        }

        return call.DateUpdated == before.DateUpdated ? progress : Look.Recover(progress with { Found = progress.Found + 1 }, 1);
    }

    /// <summary>Calls in the list that nobody here knows: of those that are ours the name got lost on the way.</summary>
    public async Task<SweepProgress> Adopt(SweepProgress progress, ImmutableArray<ListedCall> strange, CancellationToken stop)
    {
        if (strange.IsEmpty || progress.Window is not { } window)
        {
            return progress;
        }

        var nameless = (await calls.Nameless(progress.Line, window.From.AddDays(-1), stop)).ToList();
        foreach (var found in strange.OrderBy(found => found.BegunAt))
        {
            if (CallGaps.Match(nameless, found) is not { } call)
            {
                progress = progress with { Elsewhere = progress.Elsewhere + 1 };
                continue;
            }

            nameless.Remove(call);
            if (await Legs(progress.Line, call, found.Sid) is { } named)
            {
                progress = Look.Recover(progress with { Found = progress.Found + 1 }, 1);
                if (CallGaps.LacksRecording(named))
                {
                    await Record(progress.Line, new(call.ConversationId, call.Id), found.Sid, stop);
                }
            }
        }

        return progress;
    }

    /// <summary>Null: nothing was recorded, or it was known.</summary>
    public async Task<Call?> Record(string line, CallPlace place, string callSid, CancellationToken stop)
    {
        Call? after = null;
        foreach (var recording in await list.Recordings(line, callSid, stop))
        {
            after = await grains.Calls(place.ConversationId).Record(place.CallId, recording, stop);
        }

        if (after is not null)
        {
            recordings.Poke();
        }

        return after;
    }

    private async Task<Call?> Legs(string line, Call call, string callSid) =>
        await carrier.Find(line, callSid, CancellationToken.None) is { } legs
            ? await lookUp.Tell(call, legs)
            : throw new CarrierUnavailableException("The carrier did not say how a call ended.");
}
