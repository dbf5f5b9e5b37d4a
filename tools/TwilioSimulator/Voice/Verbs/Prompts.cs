using System.Xml.Linq;

namespace OrleansSms.TwilioSimulator.Voice.Verbs;

/// <summary>Say, Play and Pause: time in which something, or nothing, is heard.</summary>
internal static class Prompts
{
    private const double SecondsPerCharacter = 0.06;
    private const double SecondsPerFile = 3;
    private const int LongestSpeech = 4096;

    // A loop of 0 goes on until somebody hangs up.
    private const int EndlessLoop = 1000;

    public static async Task<Next> Run(Step step, XElement verb)
    {
        // A pause at the very beginning lets the phone ring on.
        if (!(step.IsFirst && verb.Name.LocalName == "Pause"))
        {
            step.Answer();
        }

        await Fetch(step, verb);
        await step.Leg.Pass(LengthOf(step, verb));
        return Next.Verb;
    }

    /// <summary>Plays what stands inside a Gather; the first key ends it.</summary>
    public static async Task PlayUntilKey(Step step, XElement prompt)
    {
        await Fetch(step, prompt);
        await step.Leg.Until(() => step.Leg.HasKeys, LengthOf(step, prompt));
    }

    /// <summary>What is played is a file, unless it is keys.</summary>
    private static Task Fetch(Step step, XElement verb) => verb.Name.LocalName == "Play" && verb.Attribute("digits") is null && step.Document.Resolve(verb.Value) is { } url
        ? step.Exchange.Documents.Fetch(step.Leg, step.Document, url)
        : Task.CompletedTask;

    private static TimeSpan LengthOf(Step step, XElement verb)
    {
        var loop = (int)Step.Number(verb, "loop", 1) is var times && times == 0 ? EndlessLoop : times;
        switch (verb.Name.LocalName)
        {
            case "Say":
                var text = verb.Value.Trim();
                if (text.Length is 0 or > LongestSpeech)
                {
                    step.Warn(text.Length == 0 ? 13520 : 13521, text.Length == 0 ? "Say without a text" : "Say with a text that is too long");
                    return TimeSpan.Zero;
                }

                return TimeSpan.FromSeconds(text.Length * SecondsPerCharacter * loop);
            case "Play":
                return TimeSpan.FromSeconds(SecondsPerFile * loop);
            case "Pause":
                return Step.Seconds(verb, "length", 1);
            default:
                step.Warn(12200, $"unknown noun {verb.Name.LocalName}");
                return TimeSpan.Zero;
        }
    }
}
