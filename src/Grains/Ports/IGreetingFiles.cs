using OrleansSms.Calls;

namespace OrleansSms.Grains.Ports;

/// <summary>Files of recorded greetings, within reach of every silo. A file never changes: another greeting is another file.</summary>
public interface IGreetingFiles
{
    Task Save(string line, LineGreeting greeting, byte[] content, CancellationToken cancellation);

    /// <returns>Null: there is no such file.</returns>
    Task<LineGreeting?> About(Guid id, CancellationToken cancellation);

    /// <returns>Null: there is no such file.</returns>
    Task<GreetingFile?> Open(Guid id, CancellationToken cancellation);

    /// <summary>A file that is not there is as good as deleted.</summary>
    Task Forget(Guid id, CancellationToken cancellation);

    /// <summary>Deletes what was saved for a line before a moment, and that no settings name because their change failed.</summary>
    /// <param name="kept">The one that they name; null: none.</param>
    Task ForgetAbandoned(string line, Guid? kept, DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>A greeting with its sound.</summary>
public sealed record GreetingFile(LineGreeting About, byte[] Content);
