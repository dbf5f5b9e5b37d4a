using System.Threading.Channels;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>A carrier that answers what a test wants and tells what it was given.</summary>
public sealed class FakeCarrier : ICarrier
{
    private readonly Channel<OutboxItem> _given = Channel.CreateUnbounded<OutboxItem>();

    /// <summary>By default every message is taken.</summary>
    public Func<OutboxItem, Task<CarrierAnswer>> Answer { get; set; } = Takes;

    /// <summary>What it was given, in order.</summary>
    public ChannelReader<OutboxItem> Given => _given.Reader;

    public Task<CarrierAnswer> Send(OutboxItem item, CancellationToken cancellation)
    {
        var answer = Answer(item);
        _given.Writer.TryWrite(item);
        return answer;
    }

    public static Task<CarrierAnswer> Takes(OutboxItem item) =>
        Task.FromResult<CarrierAnswer>(new CarrierAnswer.Settled(new(item.MessageId, "queued", "SM" + item.MessageId.ToString("N"))));
}
