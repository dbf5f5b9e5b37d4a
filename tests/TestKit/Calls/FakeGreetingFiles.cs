using System.Collections.Concurrent;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Calls;

/// <summary>Recorded greetings in memory.</summary>
public sealed class FakeGreetingFiles : IGreetingFiles
{
    private readonly ConcurrentDictionary<Guid, (string Line, GreetingFile File)> _files = [];

    public int Count => _files.Count;

    public Task Save(string line, LineGreeting greeting, byte[] content, CancellationToken cancellation)
    {
        if (!_files.TryAdd(greeting.Id, (line, new(greeting, content))))
        {
            throw new InvalidOperationException("A greeting's file never changes.");
        }

        return Task.CompletedTask;
    }

    public Task<LineGreeting?> About(Guid id, CancellationToken cancellation) => Task.FromResult(_files.TryGetValue(id, out var kept) ? kept.File.About : null);

    public Task<GreetingFile?> Open(Guid id, CancellationToken cancellation) => Task.FromResult(_files.TryGetValue(id, out var kept) ? kept.File : null);

    public Task Forget(Guid id, CancellationToken cancellation)
    {
        _files.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public Task ForgetAbandoned(string line, Guid? kept, DateTimeOffset before, CancellationToken cancellation)
    {
        foreach (var (id, of) in _files)
        {
            if (of.Line == line && id != kept && of.File.About.SetAt < before)
            {
                _files.TryRemove(id, out _);
            }
        }

        return Task.CompletedTask;
    }
}
