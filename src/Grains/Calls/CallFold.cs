using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Calls;

/// <summary>Folds what is said of a call into it. What it comes to depends on the set of reports: neither on their order nor on repetitions.</summary>
internal static class CallFold
{
    /// <summary>Null: nothing new.</summary>
    public static Call? Fold(Call call, CallReport report, DateTimeOffset now)
    {
        var timeline = Added(call, report, now);
        return timeline == call.Timeline ? null : Settle(call with { Timeline = timeline, DateUpdated = now });
    }

    /// <summary>Null: nothing new.</summary>
    public static Call? Keep(Call call, CallRecording recording, DateTimeOffset now)
    {
        var announcement = call.Timeline.FirstOrDefault(told => told.Word == CallWords.Announced)?.Text;
        var recordings = RecordingFold.Fold(call.Recordings, recording with { Announcement = recording.Announcement ?? announcement }, now);
        return recordings == call.Recordings ? null : Settle(call with { Recordings = recordings, DateUpdated = now });
    }

    /// <summary>The call as everything that was said of it makes it.</summary>
    public static Call Settle(Call call)
    {
        var outcome = call.Direction == Direction.Outbound ? OutboundCall.Of(call.Timeline) : InboundRinging.Of(call.Timeline, call.VoicemailRecording is not null);
        return call with
        {
            Status = outcome.Status,
            CallSid = call.CallSid ?? FirstLeg(call).Select(told => told.CallSid).FirstOrDefault(sid => sid is not null),
            UserId = call.Direction == Direction.Outbound ? call.UserId : outcome.TakenBy,
            AnsweredAt = outcome.AnsweredAt,
            EndedAt = outcome.Status.IsOver() ? outcome.EndedAt : null,
            Seconds = outcome.Status == CallStatus.Completed ? outcome.Seconds : null,
            ErrorCode = outcome.Status == CallStatus.Failed ? call.Timeline.Max(told => told.Code) : null,
        };
    }

    private static IEnumerable<CallEvent> FirstLeg(Call call) =>
        call.Timeline.Where(told => told.Leg == (call.Direction == Direction.Outbound ? CallLeg.Member : CallLeg.Contact));

    private static ImmutableArray<CallEvent> Added(Call call, CallReport report, DateTimeOffset now)
    {
        var timeline = call.Timeline;
        if (report.Word == CallWords.Accepted && (call.Status != CallStatus.Ringing || timeline.Any(told => told.Word is CallWords.Accepted or CallWords.NotBridged)))
        {
            return timeline; // somebody was faster, or the caller has gone
        }

        var known = timeline.FirstOrDefault(told => IsSame(told, report));
        if (known is null)
        {
            return timeline.Add(new(
                report.Leg, report.Word, report.CallSid, report.MemberId, report.Seconds, report.Code, report.Sequence, report.CarrierDate, now, report.Text));
        }

        // The same, told by somebody who knew more: the most that anybody told, whoever came first.
        var fuller = known with
        {
            Seconds = Max(known.Seconds, report.Seconds),
            Code = Max(known.Code, report.Code),
            Sequence = Max(known.Sequence, report.Sequence),
            CarrierDate = known.CarrierDate is null || report.CarrierDate < known.CarrierDate ? report.CarrierDate ?? known.CarrierDate : known.CarrierDate,
        };
        return fuller == known ? timeline : timeline.Replace(known, fuller);
    }

    private static bool IsSame(CallEvent told, CallReport report) =>
        told.Leg == report.Leg && told.Word == report.Word && told.CallSid == report.CallSid && told.MemberId == report.MemberId;

    private static int? Max(int? one, int? other) => one > other || other is null ? one : other;
}

/// <summary>What a call comes to.</summary>
internal readonly record struct CallOutcome(CallStatus Status, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt, int? Seconds, Guid? TakenBy = null);
