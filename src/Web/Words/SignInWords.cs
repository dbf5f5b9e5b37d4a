using OrleansSms.Members;

namespace OrleansSms.Web.Words;

/// <summary>What is said to somebody who is not in.</summary>
public static class SignInWords
{
    /// <summary>Null: nothing to say, on to the next page.</summary>
    public static (string Title, string? Help)? Of(SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.SignedIn or SignInOutcome.NeedsCode => null,
        SignInOutcome.LockedOut => ("Too many tries", "Wait 15 minutes or reset your password."),
        SignInOutcome.SwitchedOff => ("This account is switched off", "Ask your administrator."),
        SignInOutcome.TooLate => ("That took too long", "Sign in with your password again."),
        _ => ("That email and password don't match", "Check the spelling and Caps Lock, or reset your password."),
    };

    /// <param name="end">Name of a <see cref="SessionEnd"/>, as it stands in the address; anybody may write anything there.</param>
    public static string Over(string end) => end switch
    {
        nameof(SessionEnd.Idle) => $"You were signed out after {Plural.Of((int)SessionTime.Idle.TotalHours, "hour")}.",
        nameof(SessionEnd.Longest) => $"You were signed out after {Plural.Of((int)SessionTime.Longest.TotalDays, "day")}.",
        _ => "Your session was ended.",
    } + " Sign in to go on where you were.";

    /// <summary>Of somebody who tried the provider.</summary>
    public static (string Title, string? Help) Of(ProviderRefusal refusal, string provider) => refusal switch
    {
        ProviderRefusal.Unknown => ("No account here has this e-mail", "Ask your administrator for an invitation."),
        ProviderRefusal.Unverified => ($"{provider} has not verified an e-mail of yours", "Verify it there, then try again."),
        ProviderRefusal.SwitchedOff => Of(SignInOutcome.SwitchedOff)!.Value,
        ProviderRefusal.LinkedElsewhere => (
            $"The account with this e-mail is linked to another sign-in at {provider}", "Sign in with your password, and unlink it under Settings, Security."),
        ProviderRefusal.LockedOut => ("Too many tries", "Wait 15 minutes."),
        ProviderRefusal.Declined => ($"{provider} did not let you in", "Try again, or sign in with your password."),
        ProviderRefusal.NotProved => ("That sign-in could not be checked", "It may have taken too long. Start again from here."),
        ProviderRefusal.Unreachable => ($"We can't reach {provider} right now", "Try again in a minute, or sign in with your password."),
        _ => ("We can't sign you in right now", "Try again in a minute."),
    };

    /// <summary>How a session began, after "signed in".</summary>
    public static string Way(SignInMethod method) => method switch
    {
        SignInMethod.Password => "with a password",
        SignInMethod.Code => "with a password and a code",
        SignInMethod.RecoveryCode => "with a password and a recovery code",
        SignInMethod.Passkey => "with a passkey",
        SignInMethod.Invitation => "by invitation",
        SignInMethod.SetUp => "by setting up",
        SignInMethod.Provider => "by provider",
        _ => Word.Of(method),
    };

    /// <summary>A browser as people know it: Firefox on Windows.</summary>
    public static string Browser(string? agent)
    {
        if (string.IsNullOrWhiteSpace(agent))
        {
            return "Unknown browser";
        }

        var browser = First(agent, ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")) ?? "A browser";
        var system = First(agent, ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "Mac"), ("Linux", "Linux"));
        return system is null ? browser : $"{browser} on {system}";
    }

    private static string? First(string agent, params (string Sign, string Name)[] known) =>
        known.Where(one => agent.Contains(one.Sign, StringComparison.Ordinal)).Select(one => one.Name).FirstOrDefault();
}
