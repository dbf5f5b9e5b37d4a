using System.Collections.Immutable;

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

    public void Remove(Notice notice)
    {
        Shown = Shown.Remove(notice);
        Changed?.Invoke();
    }
}
