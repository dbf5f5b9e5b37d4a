using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.PhoneNumbers;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What a call is called and where it stands, never by icon or colour alone.</summary>
internal static class PhoneWords
{
    public static StatusMark Mark(Call call) => Mark(call.Status, call.Direction);

    public static StatusMark Mark(CallStatus status, Direction direction) => (status, direction) switch
    {
        (CallStatus.Missed, _) => new("phone-missed", CallTexts.MissedCall, "missed"),
        (CallStatus.Voicemail, _) => new("voicemail", CallTexts.Voicemail, "missed"),
        (CallStatus.TurnedAway, _) => new("phone-off", CallTexts.TurnedAway, "quiet"),
        (CallStatus.Failed, _) => new("phone-off", CallTexts.FailedCall, "failed"),
        (CallStatus.Busy, _) => new("phone-off", CallTexts.Busy, "failed"),
        (CallStatus.NoAnswer, _) => new("phone-off", CallTexts.NoAnswer, "failed"),
        (CallStatus.MemberMissed, _) => new("phone-off", CallTexts.NotPlaced, "failed"),
        (CallStatus.Canceled, _) => new("phone-off", CallTexts.CanceledCall, "quiet"),
        (_, Direction.Inbound) => new("phone-in", CallTexts.IncomingCall, "call"),
        _ => new("phone-out", CallTexts.OutgoingCall, "call"),
    };

    /// <summary>Where it stands, or how it ended; null: its name says it all.</summary>
    /// <param name="isMine">The member who reads it placed it or took it.</param>
    /// <param name="who">Who did.</param>
    public static string? State(Call call, bool isMine, string who) => call.Status switch
    {
        { } status when !status.IsOver() && call.IsHangUpAsked => CallTexts.StateEnding,
        CallStatus.Queued => CallTexts.StateStarting,
        CallStatus.InDoubt => CallTexts.StateDoubt,
        CallStatus.CallingMember => isMine ? CallTexts.StateYourPhone : Phrase.Of(CallTexts.StateTheirPhone, ("name", who)),
        CallStatus.Connecting => isMine ? CallTexts.StatePressKey : Phrase.Of(CallTexts.StatePressKeyOther, ("name", who)),
        CallStatus.Ringing => CallTexts.StateRinging,
        CallStatus.LeavingVoicemail => CallTexts.StateLeaving,
        CallStatus.Talking => CallTexts.StateTalking,
        CallStatus.Completed => call.Seconds is { } seconds ? Phrase.Of(CallTexts.StateEndedAfter, ("time", Clock(seconds))) : CallTexts.StateEnded,
        CallStatus.Voicemail => call.VoicemailRecording?.Seconds is { } seconds ? Clock(seconds) : null,
        _ => null,
    };

    /// <summary>How it ended or where it stands, where its direction is said already.</summary>
    /// <param name="isMine">The member who reads it placed it or took it.</param>
    /// <param name="who">Who did.</param>
    public static string Outcome(Call call, bool isMine, string who)
    {
        var (mark, state) = (Mark(call), State(call, isMine, who));
        return state is null ? mark.Word : mark.Style == "call" ? state : $"{mark.Word} · {state}";
    }

    /// <summary>For a list row, where the newest thing said is a call.</summary>
    public static string Preview(CallStatus status, Direction direction, int? seconds) => status switch
    {
        CallStatus.Missed => CallTexts.MissedCall,
        CallStatus.Voicemail => seconds is { } length ? Phrase.Of(CallTexts.PreviewVoicemail, ("time", Clock(length))) : CallTexts.Voicemail,
        CallStatus.LeavingVoicemail => CallTexts.PreviewLeaving,
        CallStatus.TurnedAway => CallTexts.TurnedAway,
        CallStatus.Talking => CallTexts.PreviewTalking,
        CallStatus.Completed => seconds is { } length ? Phrase.Of(CallTexts.PreviewCall, ("time", Clock(length))) : CallTexts.PreviewCallEnded,
        CallStatus.Ringing => CallTexts.PreviewRinging,
        CallStatus.InDoubt => CallTexts.PreviewDoubt,
        CallStatus.Queued or CallStatus.CallingMember or CallStatus.Connecting => direction == Direction.Inbound ? CallTexts.PreviewRinging : CallTexts.PreviewCalling,
        _ when direction == Direction.Inbound => CallTexts.PreviewIncomingEnded,
        CallStatus.NoAnswer => CallTexts.PreviewNoAnswer,
        CallStatus.Busy => CallTexts.PreviewBusy,
        CallStatus.Canceled => CallTexts.PreviewCanceled,
        CallStatus.MemberMissed => CallTexts.PreviewNotPlaced,
        _ => CallTexts.PreviewFailed,
    };

    /// <summary>Why nobody can be called there from here, whatever one tries; null: it can be tried.</summary>
    public static string? Cannot(string line, string contact) =>
        !line.StartsWith('+') ? Phrase.Of(CallTexts.CannotLine, ("line", PhoneNumber.Display(line)))
        : PhoneNumber.IsShortCode(contact) || PhoneNumber.Parse(contact, PhoneNumber.Region(line)) is null ? CallTexts.CannotContact
        : null;

    /// <summary>3:20, 1:02:03</summary>
    public static string Clock(int seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Max(0, seconds));
        return time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}" : $"{time.Minutes}:{time.Seconds:00}";
    }

    /// <summary>2 min 10 s</summary>
    public static string Length(int seconds) => seconds < 60
        ? Phrase.Of(CallTexts.DurationSeconds, ("seconds", seconds))
        : Phrase.Of(CallTexts.DurationMinutes, ("minutes", seconds / 60), ("seconds", seconds % 60));
}
