using System.Xml.Linq;
using OrleansSms.TwilioSimulator.Calls;

namespace OrleansSms.TwilioSimulator.Voice.Verbs;

/// <summary>Redirect, Hangup and Reject: verbs after which no other verb of the document runs.</summary>
internal static class Endings
{
    private const int Declined = 603;

    public static Task<Next> Redirect(Step step, XElement verb)
    {
        if (step.Document.Resolve(verb.Value) is { } url)
        {
            var isGet = string.Equals((string?)verb.Attribute("method"), "GET", StringComparison.OrdinalIgnoreCase);
            return Task.FromResult(Next.Document(new(url, isGet ? "GET" : "POST")));
        }

        step.Warn(11100, "Redirect to something that is not an address");
        return Task.FromResult(Next.HangUp);
    }

    public static Task<Next> HangUp(Step step, XElement verb)
    {
        step.Answer();
        return Task.FromResult(Next.HangUp);
    }

    public static Task<Next> Reject(Step step, XElement verb)
    {
        if (!step.IsFirst || !step.Leg.Call.IsInbound || step.Leg.Call.Status != CallStatus.Ringing)
        {
            step.Warn(12200, "Reject must be the first verb of a call that still rings");
            return Task.FromResult(Next.Verb);
        }

        var isBusy = (string?)verb.Attribute("reason") == "busy";
        step.Circuit.Move(step.Leg, isBusy ? CallStatus.Busy : CallStatus.NoAnswer, isBusy ? null : Declined);
        return Task.FromResult(Next.HangUp);
    }
}
