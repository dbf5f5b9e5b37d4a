using System.Xml.Linq;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Voice.Verbs;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>Carries out TwiML for one leg: document after document, verb after verb.</summary>
internal static class Interpreter
{
    private static readonly TimeSpan Apology = TimeSpan.FromSeconds(3);

    private static readonly Dictionary<string, Func<Step, XElement, Task<Next>>> Verbs = new()
    {
        ["Say"] = Prompts.Run,
        ["Play"] = Prompts.Run,
        ["Pause"] = Prompts.Run,
        ["Gather"] = GatherVerb.Run,
        ["Dial"] = DialVerb.Run,
        ["Record"] = RecordVerb.Run,
        ["Redirect"] = Endings.Redirect,
        ["Hangup"] = Endings.HangUp,
        ["Reject"] = Endings.Reject,
    };

    /// <summary>True when the documents ran to their end and the phone is still there.</summary>
    public static async Task<bool> Follow(Exchange exchange, Leg leg, Target first, bool isWhisper = false)
    {
        Target? target = first;
        while (target is not null)
        {
            var document = await exchange.Documents.Ask(leg, target);
            if (document is null || leg.IsOver)
            {
                await Apologize(leg);
                return false;
            }

            var next = await RunVerbs(exchange, leg, document, isWhisper);
            if (leg.TakeRedirect() is { } redirect && !leg.IsOver)
            {
                target = redirect;
            }
            else if (leg.IsOver)
            {
                // The address is told how it ended; what it answers has nobody to listen to it.
                await (next.Target is { } last ? exchange.Documents.Ask(leg, last) : Task.CompletedTask);
                return false;
            }
            else if (next.IsEnd)
            {
                return false;
            }
            else
            {
                target = next.Target;
            }
        }

        return true;
    }

    private static async Task<Next> RunVerbs(Exchange exchange, Leg leg, VoiceDocument document, bool isWhisper)
    {
        for (var index = 0; index < document.Verbs.Count && !leg.IsInterrupted; index++)
        {
            var verb = document.Verbs[index];
            var name = verb.Name.LocalName;
            var step = new Step(exchange, leg, document, index == 0);
            if (isWhisper && name == "Dial")
            {
                Documents.Note(leg, document, 13201, "a whisper cannot dial");
                return Next.HangUp;
            }

            if (!Verbs.TryGetValue(name, out var run))
            {
                Documents.Note(leg, document, 12200, $"unknown verb {name}");
                continue;
            }

            leg.Hear(Sound.Of(verb));
            var next = await run(step, verb);
            if (next != Next.Verb)
            {
                return next;
            }
        }

        return Next.Verb;
    }

    // The carrier's own announcement that an application error has occurred.
    private static async Task Apologize(Leg leg)
    {
        if (leg.Call.IsInbound)
        {
            leg.Circuit.Move(leg, CallStatus.InProgress);
        }

        leg.Hear("An application error has occurred.");
        await leg.Pass(Apology);
    }
}
