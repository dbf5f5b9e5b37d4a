using OrleansSms.Tray;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What happened at the carrier's doors, in words.</summary>
internal static class DoorWords
{
    public static string Door(string door) => door switch
    {
        "inbound" => TrayTexts.IncomingText,
        "status" => TrayTexts.StatusReport,
        "call" => TrayTexts.CallStep,
        "call-status" => TrayTexts.CallReport,
        "recording" => TrayTexts.RecordingReport,
        "transcript" => TrayTexts.TranscriptReport,
        _ => door,
    };

    public static string Refused(string reason) => reason switch
    {
        "missing-signature" => TrayTexts.NoSignature,
        "bad-signature" => TrayTexts.WrongSignature,
        "unknown-account" => TrayTexts.OtherAccount,
        "too-large" => TrayTexts.TooLarge,
        "too-slow" => TrayTexts.TooSlow,
        "busy" => TrayTexts.Busy,
        "" => TrayTexts.OtherReasons,
        _ => reason,
    };

    /// <summary>What Twilio met at the first address, by its error code.</summary>
    public static string Fallback(string code) => code switch
    {
        "11200" => TrayTexts.Fallback11200,
        "11205" => TrayTexts.Fallback11205,
        "11210" => TrayTexts.Fallback11210,
        "11215" => TrayTexts.Fallback11215,
        "11220" or "11235" or "11236" or "11237" => Phrase.Of(TrayTexts.FallbackCertificate, ("code", code)),
        "12100" or "12200" or "12300" => Phrase.Of(TrayTexts.FallbackAnswer, ("code", code)),
        "" => TrayTexts.FallbackUntold,
        _ => Phrase.Of(TrayTexts.FallbackError, ("code", code)),
    };

    /// <param name="when">As the clock says it.</param>
    public static string Settled(TrayEntry entry, string when) =>
        Phrase.Of(entry.State == TrayState.Replayed ? TrayTexts.ReplayedAt : TrayTexts.DismissedAt, ("when", when));
}
