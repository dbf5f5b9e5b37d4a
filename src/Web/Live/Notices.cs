using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Web.Live;

/// <summary>A short word at the edge of the screen, with a way back where there is one.</summary>
public sealed record Notice(Guid Id, string Text, Func<Task>? Undo);

/// <summary>The notices on this screen; at most three, the newest last.</summary>
internal sealed class Notices
{
    private const int Most = 3;

    public event Action? Changed;

    public ImmutableList<Notice> Shown { get; private set; } = [];

    public void Show(string text, Func<Task>? undo = null)
    {
        Shown = [.. Shown.Add(new(Guid.NewGuid(), text, undo)).TakeLast(Most)];
        Changed?.Invoke();
    }

    /// <summary>With a way back that tells why when it does not work.</summary>
    public void Show(string text, ILogger logger, Func<Task> undo) => Show(text, async () =>
    {
        var attempt = new Attempt(logger);
        if (!await attempt.Do(undo))
        {
            Show(attempt.Failure!);
        }
    });

    public void Remove(Notice notice)
    {
        Shown = Shown.Remove(notice);
        Changed?.Invoke();
    }
}
