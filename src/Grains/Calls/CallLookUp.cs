using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Calls;

/// <summary>Asks the carrier about calls of which nothing was heard for a while: a lost callback leaves no call ringing for ever.</summary>
internal sealed class CallLookUp(ICallStore calls, ICarrierCalls carrier, IGrainFactory grains, IOptions<CallOptions> options, TimeProvider time)
{
    /// <summary>A call that the carrier shows no trace of for so long was never placed, or is no more.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(10);

    // The carrier's clock is not ours.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private const int Most = 20;

    public async Task Ask(string line, CancellationToken cancellation)
    {
        foreach (var call in await calls.Quiet(line, time.Now() - options.Value.LookUpAfter, Most, cancellation))
        {
            await (call.CallSid is { } sid ? Settle(line, call, sid) : Trace(line, call));
        }
    }

    private async Task Settle(string line, Call call, string sid)
    {
        if (await carrier.Find(line, sid, CancellationToken.None) is not { } legs)
        {
            return;
        }

        if (legs.IsEmpty && time.Now() - call.DateUpdated > GiveUpAfter)
        {
            await Report(call, new(call.Id, LegOf(call, isFirst: true), CallWords.Failed, sid));
        }

        await Tell(call, legs);
    }

    /// <summary>Folds what the carrier has on record of a call into it. Null: nothing is told, or there is no such call.</summary>
    public async Task<Call?> Tell(Call call, ImmutableArray<CallRecord> legs)
    {
        Call? after = null;
        // What was dialled comes before what dialled it: the end of the first leg says how a call ended that had no second one.
        foreach (var leg in legs.OrderBy(leg => leg.ParentSid is null))
        {
            after = await Report(call, new(
                call.Id, LegOf(call, leg.ParentSid is null), leg.Word, leg.Sid, MemberOf(call, leg.Sid), leg.Seconds,
                CarrierDate: Leg.IsEnd(leg.Word) ? leg.EndedAt : null));
        }

        return after;
    }

    /// <summary>It may have been placed, and the answer was lost: it has no name to ask for.</summary>
    private async Task Trace(string line, Call call)
    {
        if (call.Status != CallStatus.InDoubt || call.MemberNumber is not { } member
            || await carrier.Placed(line, member, call.DateCreated - Skew, CancellationToken.None) is not { } placed)
        {
            return;
        }

        foreach (var found in placed.OrderBy(found => found.StartedAt))
        {
            if (await calls.FindBySid(found.Sid, CancellationToken.None) is null)
            {
                await Report(call, new(call.Id, CallLeg.Member, found.Word, found.Sid, Seconds: found.Seconds));
                return;
            }
        }

        if (time.Now() - call.DateCreated > GiveUpAfter)
        {
            await Report(call, new(call.Id, CallLeg.Member, CallWords.GivenUp));
        }
    }

    private Task<Call?> Report(Call call, CallReport report) => grains.Calls(call.ConversationId).Report(report, CancellationToken.None);

    private static CallLeg LegOf(Call call, bool isFirst) => call.Direction == Direction.Outbound == isFirst ? CallLeg.Member : CallLeg.Contact;

    private static Guid? MemberOf(Call call, string sid) => call.Timeline.FirstOrDefault(told => told.CallSid == sid)?.MemberId;
}
