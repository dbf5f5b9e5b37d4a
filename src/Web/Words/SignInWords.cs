using OrleansSms.Members;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What is said to somebody who is not in.</summary>
public static class SignInWords
{
    /// <summary>Null: nothing to say, on to the next page.</summary>
    public static (string Title, string? Help)? Of(SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.SignedIn or SignInOutcome.NeedsCode => null,
        SignInOutcome.LockedOut => (AccountTexts.TooManyTries, AccountTexts.WaitOrReset),
        SignInOutcome.SwitchedOff => (AccountTexts.SwitchedOff, AccountTexts.AskAdmin),
        SignInOutcome.TooLate => (AccountTexts.TooLate, AccountTexts.SignInAgain),
        _ => (AccountTexts.NoMatch, AccountTexts.NoMatchHelp),
    };

    /// <param name="end">Name of a <see cref="SessionEnd"/>, as it stands in the address; anybody may write anything there.</param>
    public static string Over(string end) => end switch
    {
        nameof(SessionEnd.Idle) => Phrase.Of(AccountTexts.OverIdle, ("hours", (int)SessionTime.Idle.TotalHours)),
        nameof(SessionEnd.Longest) => Phrase.Of(AccountTexts.OverLongest, ("days", (int)SessionTime.Longest.TotalDays)),
        _ => AccountTexts.OverEnded,
    };

    /// <summary>Of somebody who tried the provider.</summary>
    public static (string Title, string? Help) Of(ProviderRefusal refusal, string provider) => refusal switch
    {
        ProviderRefusal.Unknown => (AccountTexts.UnknownMail, AccountTexts.AskInvitation),
        ProviderRefusal.Unverified => (Phrase.Of(AccountTexts.Unverified, ("provider", provider)), AccountTexts.UnverifiedHelp),
        ProviderRefusal.SwitchedOff => Of(SignInOutcome.SwitchedOff)!.Value,
        ProviderRefusal.LinkedElsewhere => (
            Phrase.Of(AccountTexts.LinkedElsewhere, ("provider", provider)), AccountTexts.LinkedHelp),
        ProviderRefusal.LockedOut => (AccountTexts.TooManyTries, AccountTexts.Wait),
        ProviderRefusal.Declined => (Phrase.Of(AccountTexts.Declined, ("provider", provider)), AccountTexts.DeclinedHelp),
        ProviderRefusal.NotProved => (AccountTexts.NotProved, AccountTexts.NotProvedHelp),
        ProviderRefusal.Unreachable => (Phrase.Of(AccountTexts.ProviderAway, ("provider", provider)), AccountTexts.ProviderAwayHelp),
        _ => (AccountTexts.CantSignIn, AccountTexts.TryInMinute),
    };

    /// <summary>How a session began, after "signed in".</summary>
    public static string Way(SignInMethod method) => method switch
    {
        SignInMethod.Password => AccountTexts.WayPassword,
        SignInMethod.Code => AccountTexts.WayCode,
        SignInMethod.RecoveryCode => AccountTexts.WayRecovery,
        SignInMethod.Passkey => AccountTexts.WayPasskey,
        SignInMethod.Invitation => AccountTexts.WayInvitation,
        SignInMethod.SetUp => AccountTexts.WaySetUp,
        SignInMethod.Provider => AccountTexts.WayProvider,
        _ => Word.Of(method),
    };

    /// <summary>A browser as people know it: Firefox on Windows.</summary>
    public static string Browser(string? agent)
    {
        if (string.IsNullOrWhiteSpace(agent))
        {
            return AccountTexts.UnknownBrowser;
        }

        var browser = First(agent, ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")) ?? AccountTexts.ABrowser;
        var system = First(agent, ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "Mac"), ("Linux", "Linux"));
        return system is null ? browser : Phrase.Of(AccountTexts.BrowserOn, ("browser", browser), ("system", system));
    }

    private static string? First(string agent, params (string Sign, string Name)[] known) =>
        known.Where(one => agent.Contains(one.Sign, StringComparison.Ordinal)).Select(one => one.Name).FirstOrDefault();
}
