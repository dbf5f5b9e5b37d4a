using OrleansSms.Calls;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What is said of a recording that cannot be heard, and of one that can.</summary>
internal static class RecordingWords
{
    public static string Name(CallRecording recording) => recording.Kind == RecordingKind.Voicemail ? CallTexts.Voicemail : CallTexts.Recording;

    public static string Play(CallRecording recording) => recording.Kind == RecordingKind.Voicemail ? CallTexts.PlayVoicemail : CallTexts.PlayRecording;

    /// <summary>Null: it is here.</summary>
    public static string? State(CallRecording recording) => (recording.Status, recording.Kind) switch
    {
        (RecordingStatus.Ready, _) => null,
        (RecordingStatus.InProgress or RecordingStatus.Waiting, RecordingKind.Voicemail) => CallTexts.VoicemailWaiting,
        (RecordingStatus.InProgress or RecordingStatus.Waiting, _) => CallTexts.RecordingWaiting,
        (RecordingStatus.Deleted, RecordingKind.Voicemail) => CallTexts.VoicemailDeleted,
        (RecordingStatus.Deleted, _) => CallTexts.RecordingDeleted,
        (RecordingStatus.Absent, RecordingKind.Voicemail) => CallTexts.VoicemailAbsent,
        (RecordingStatus.Absent, _) => CallTexts.RecordingAbsent,
        (_, RecordingKind.Voicemail) => CallTexts.VoicemailFailed,
        _ => CallTexts.RecordingFailed,
    };

    /// <summary>Why it could not be fetched; null: nothing more is known than that.</summary>
    public static string? Problem(CallRecording recording) => recording is { Status: RecordingStatus.Failed, Problem: { } code }
        ? code switch
        {
            RecordingProblems.TooLarge => CallTexts.ProblemTooLarge,
            RecordingProblems.GivenUp => CallTexts.ProblemGivenUp,
            "wrong-type" => CallTexts.ProblemNotSound,
            _ => null,
        }
        : null;

    public static string? Announced(CallRecording recording) => recording.Announcement is { Length: > 0 } words
        ? Phrase.Of(recording.Kind == RecordingKind.Voicemail ? CallTexts.AnnouncedToCaller : CallTexts.Announced, ("words", words))
        : null;
}
