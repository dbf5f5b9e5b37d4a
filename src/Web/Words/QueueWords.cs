using OrleansSms.Lines;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What a person is told of waiting. A moment is not worth a word.</summary>
internal static class QueueWords
{
    private const int MostCounted = 10_000;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    /// <summary>For who is about to write.</summary>
    public static string? OfNext(LineBacklog backlog, DateTimeOffset now)
    {
        var wait = backlog.WaitOfNext(now);
        if (wait < Moment)
        {
            return null;
        }

        return backlog.Texts == 0
            ? Phrase.Of(MessageTexts.WaitAfterBurst, ("wait", About(wait)))
            : Phrase.Of(backlog.Texts >= MostCounted ? MessageTexts.WaitBehindMore : MessageTexts.WaitBehind, ("count", backlog.Texts), ("wait", About(wait)));
    }

    /// <summary>For a text that is in the queue.</summary>
    public static string? OfWaiting(LineBacklog backlog, DateTimeOffset since, DateTimeOffset now) =>
        backlog.WaitSince(since, now) is var wait && wait >= Moment ? Phrase.Of(MessageTexts.WaitsForTurn, ("wait", About(wait))) : null;

    /// <summary>No finer than it is known: about 15 s, about 4 min, about 2 h.</summary>
    private static string About(TimeSpan wait) => wait.TotalSeconds switch
    {
        < 10 => Text(MessageTexts.AboutSeconds, Math.Ceiling(wait.TotalSeconds)),
        < 57 => Text(MessageTexts.AboutSeconds, Math.Ceiling(wait.TotalSeconds / 5) * 5),
        < 57 * 60 => Text(MessageTexts.AboutMinutes, Math.Ceiling(wait.TotalMinutes)),
        _ => Text(MessageTexts.AboutHours, Math.Ceiling(wait.TotalHours)),
    };

    private static string Text(string text, double number) => Phrase.Of(text, ("number", (long)number));
}
