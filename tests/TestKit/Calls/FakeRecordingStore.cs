using System.Collections.Concurrent;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Calls;

/// <summary>Files in memory.</summary>
public sealed class FakeRecordingStore : IRecordingStore
{
    public ConcurrentDictionary<RecordingKey, byte[]> Files { get; } = [];

    public async Task<long> Save(RecordingKey key, Stream content, string contentType, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        await content.CopyToAsync(whole, cancellation);
        Files[key] = whole.ToArray();
        return whole.Length;
    }

    public Task<Stream?> Open(RecordingKey key, CancellationToken cancellation) =>
        Task.FromResult<Stream?>(Files.TryGetValue(key, out var file) ? new MemoryStream(file, writable: false) : null);

    public Task Delete(RecordingKey key, CancellationToken cancellation)
    {
        Files.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}
