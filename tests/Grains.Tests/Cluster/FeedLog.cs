using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using OrleansSms.Conversations;
using OrleansSms.Live;

namespace OrleansSms.Grains.Tests.Cluster;

/// <summary>A subscriber on one host that is there before anything is published.</summary>
internal sealed class FeedLog : IHostedService
{
    private readonly Channel<ConversationChange?> _told = Channel.CreateUnbounded<ConversationChange?>();

    public FeedLog(IChangeFeed feed) => feed.Subscribe(change => _told.Writer.TryWrite(change));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Every publisher begins with "load again": goes on when so many have begun.</summary>
    public async Task Hears(int publishers, CancellationToken cancellation)
    {
        while (publishers > 0)
        {
            publishers -= await _told.Reader.ReadAsync(cancellation) is null ? 1 : 0;
        }
    }

    /// <summary>The next so many changes.</summary>
    public async Task<List<ConversationChange?>> Next(int count, CancellationToken cancellation)
    {
        var next = new List<ConversationChange?>();
        while (next.Count < count)
        {
            next.Add(await _told.Reader.ReadAsync(cancellation));
        }

        return next;
    }
}
