using OrleansSms.Bench.Checks;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench;

/// <summary>Who there is to write with, and what waits to be reported on.</summary>
internal sealed class World(Product product, BenchOptions options)
{
    private const int MessagesEach = 10;
    private const int Known = 0;
    private const int Alone = 1;
    private const int Strange = 2;

    private IReadOnlyList<Guid> _conversations = [];
    private PendingReports _pending = new([]);
    private int _strangers = -1;

    public static string TheOne { get; } = Carrier.Contact(Alone, 0);

    public string PublicBaseUrl => product.PublicBaseUrl;

    public string Stranger() => Carrier.Contact(Strange, Interlocked.Increment(ref _strangers));

    public ITraffic InboundFromAnyone() => new InboundTraffic(PublicBaseUrl, AnyContact(new()));

    public ITraffic SendToAnyone() => new SendTraffic(product.ApiToken, AnyContact(new()));

    public ITraffic Status() => new StatusTraffic(PublicBaseUrl, _pending);

    public ITraffic Page() => new PageTraffic(product.ApiToken, _conversations, new());

    /// <summary>Ten messages in each conversation.</summary>
    public async Task Fill(CancellationToken cancellation)
    {
        var next = -1;
        await Load(() => new InboundTraffic(PublicBaseUrl, () =>
            Interlocked.Increment(ref next) is var place && place < options.Conversations * MessagesEach ? Carrier.Contact(Known, place % options.Conversations) : null), cancellation);
        _conversations = await product.Database.Read("select id from conversations", row => row.GetGuid(0), cancellation);
    }

    /// <summary>Messages that the carrier has not reported on.</summary>
    public async Task SendSome(CancellationToken cancellation)
    {
        var next = -1;
        var sent = await Load(() => new SendTraffic(product.ApiToken, () =>
            Interlocked.Increment(ref next) is var place && place < options.Messages ? Carrier.Contact(Known, place % options.Conversations) : null), cancellation);
        var all = await product.Database.Read(
            "select id, conversation_id, to_number from sms_messages where direction = 'outbound'",
            row => new SentMessage(row.GetGuid(0), row.GetGuid(1), row.GetString(2)), cancellation);
        var ours = sent.Sent.ToHashSet();
        _pending = new([.. all.Where(message => ours.Contains(message.Id))]);
    }

    private async Task<Receipts> Load(Func<ITraffic> traffic, CancellationToken cancellation)
    {
        var before = await ExactlyOnce.Before(product.Database, cancellation);
        List<ITraffic> all = [.. Enumerable.Range(0, options.Connections).Select(_ => traffic())];
        var measured = await new ClosedLoop(product.Silo, product.Cpu).Run(all, TimeSpan.Zero, window: null, cancellation);
        var receipts = Receipts.Of(all);
        if (measured.Refused > 0 || await before.Check(receipts, cancellation) is { Count: > 0 })
        {
            throw new BenchException($"The conversations could not be prepared: {measured.FirstRefusal ?? "what was acknowledged is not what is stored"}");
        }

        return receipts;
    }

    private Func<string> AnyContact(Random random) => () => Carrier.Contact(Known, random.Next(options.Conversations));
}
