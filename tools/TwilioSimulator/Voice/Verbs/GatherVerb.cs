using System.Text;
using System.Xml.Linq;

namespace OrleansSms.TwilioSimulator.Voice.Verbs;

/// <summary>Gather: prompts, then keys until there are enough, the finishing key, or silence.</summary>
internal static class GatherVerb
{
    private const double DefaultTimeout = 5;

    public static async Task<Next> Run(Step step, XElement verb)
    {
        step.Answer();
        var leg = step.Leg;
        var hearsKeys = Step.Words(verb, "input") is var input && (input.Count == 0 || input.Contains("dtmf"));
        leg.ForgetKeys();
        foreach (var prompt in verb.Elements())
        {
            await (hearsKeys ? Prompts.PlayUntilKey(step, prompt) : Prompts.Run(step, prompt));
        }

        var timeout = Step.Seconds(verb, "timeout", DefaultTimeout);
        var digits = "";
        if (hearsKeys)
        {
            digits = await Collect(step, verb, timeout);
        }
        else
        {
            await leg.Pass(timeout);
        }

        var isAsked = digits.Length > 0 || Step.Flag(verb, "actionOnEmptyResult");
        return !leg.IsInterrupted && isAsked && step.ActionOrSelf(verb) is { } action
            ? Next.Document(action with { Extra = new Dictionary<string, string> { ["Digits"] = digits } })
            : Next.Verb;
    }

    private static async Task<string> Collect(Step step, XElement verb, TimeSpan timeout)
    {
        var leg = step.Leg;
        var most = (int)Step.Number(verb, "numDigits", int.MaxValue);
        var finish = (string?)verb.Attribute("finishOnKey") ?? "#";
        var planned = !leg.IsInterrupted && !leg.HasKeys && leg.NextDigits() is { Length: > 0 } keys
            ? step.Circuit.After(TimeSpan.FromSeconds(leg.Phone.PressesAfter), () => leg.Press(keys))
            : null;
        var digits = new StringBuilder();
        while (digits.Length < most && await leg.NextKey(timeout) is { } key && !finish.Contains(key, StringComparison.Ordinal))
        {
            digits.Append(key);
        }

        planned?.Cancel();
        return digits.ToString();
    }
}
