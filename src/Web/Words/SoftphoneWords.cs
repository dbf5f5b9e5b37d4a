using OrleansSms.Calls;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>How the phone in the browser stands, in words.</summary>
internal static class SoftphoneWords
{
    public static string Of(SoftphoneProblem problem) => problem switch
    {
        SoftphoneProblem.Microphone => CallTexts.BrowserMicrophone,
        SoftphoneProblem.NoMicrophone => CallTexts.BrowserNoMicrophone,
        SoftphoneProblem.Refused => CallTexts.BrowserRefused,
        SoftphoneProblem.Unsupported => CallTexts.BrowserUnsupported,
        SoftphoneProblem.Script => CallTexts.BrowserScript,
        _ => CallTexts.BrowserLost,
    };

    /// <summary>What happens to calls meanwhile.</summary>
    public static string Instead(MemberPhone? phone) =>
        phone is null ? CallTexts.BrowserInsteadNothing : Phrase.Of(CallTexts.BrowserInstead, ("number", Who.Contact(phone.Number)));

    /// <summary>Null: it is not switched on here.</summary>
    public static string? Of(SoftphoneState state) => state switch
    {
        SoftphoneState.Off or SoftphoneState.Failed => null,
        SoftphoneState.Starting => CallTexts.BrowserStarting,
        _ => CallTexts.BrowserReady,
    };
}
