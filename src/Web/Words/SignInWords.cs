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
