using OrleansSms.TwilioSimulator.Numbers;
using OrleansSms.TwilioSimulator.Services;

namespace OrleansSms.TwilioSimulator.OptOut;

internal enum KeywordGroup
{
    Stop,
    Start,
    Help,
}

/// <summary>The words a number listens to and what it answers.</summary>
internal sealed record Keywords(
    IReadOnlyList<string> Stop, IReadOnlyList<string> Start, IReadOnlyList<string> Help, string StopText, string StartText, string HelpText)
{
    private const string Rates = "Msg&Data Rates May Apply.";

    private static readonly Keywords Default = new(
        ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"],
        ["START", "YES", "UNSTOP"],
        ["HELP", "INFO"],
        "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
        "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. " + Rates,
        "Reply STOP to unsubscribe. " + Rates);

    private static readonly Keywords TollFree = new(
        ["STOP"],
        ["START", "UNSTOP"],
        [],
        "NETWORK MSG: You replied with the word \"stop\" which blocks all texts sent from this number. Text back \"unstop\" to receive messages again.",
        "NETWORK MSG: You have replied \"unstop\" and will begin receiving messages again from this number.",
        "");

    public static Keywords? Of(OptOutMode mode, AdvancedOptOut? advanced) => mode switch
    {
        OptOutMode.ShortCode => null,
        OptOutMode.TollFree => TollFree,
        OptOutMode.Advanced when advanced is not null => new(
            advanced.Stop, advanced.Start, advanced.Help,
            advanced.StopText ?? Default.StopText, advanced.StartText ?? Default.StartText, advanced.HelpText ?? Default.HelpText),
        _ => Default,
    };

    /// <summary>Only a text that is exactly one keyword counts.</summary>
    public KeywordGroup? Match(string body)
    {
        var word = body.Trim();
        bool Has(IReadOnlyList<string> words) => words.Contains(word, StringComparer.OrdinalIgnoreCase);
        return Has(Stop) ? KeywordGroup.Stop : Has(Start) ? KeywordGroup.Start : Has(Help) ? KeywordGroup.Help : null;
    }

    public string TextFor(KeywordGroup group) => group switch
    {
        KeywordGroup.Stop => StopText,
        KeywordGroup.Start => StartText,
        _ => HelpText,
    };
}
