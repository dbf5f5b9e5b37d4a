using System.Globalization;
using OrleansSms.Lines;

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

        var many = backlog.Texts >= MostCounted ? "More than " : "";
        return backlog.Texts == 0
            ? $"This line has just sent a lot; yours leaves in {About(wait)}."
            : $"{many}{Plural.Of(backlog.Texts, "text is", "texts are")} waiting on this line; yours leaves in {About(wait)}.";
    }

    /// <summary>For a text that is in the queue.</summary>
    public static string? OfWaiting(LineBacklog backlog, DateTimeOffset since, DateTimeOffset now) =>
        backlog.WaitSince(since, now) is var wait && wait >= Moment ? $"Waits for its turn, {About(wait)}" : null;

    /// <summary>No finer than it is known: about 15 s, about 4 min, about 2 h.</summary>
    private static string About(TimeSpan wait) => wait.TotalSeconds switch
    {
        < 10 => Text(Math.Ceiling(wait.TotalSeconds), "s"),
        < 57 => Text(Math.Ceiling(wait.TotalSeconds / 5) * 5, "s"),
        < 57 * 60 => Text(Math.Ceiling(wait.TotalMinutes), "min"),
        _ => Text(Math.Ceiling(wait.TotalHours), "h"),
    };

    private static string Text(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"about {number:N0} {unit}");
}
