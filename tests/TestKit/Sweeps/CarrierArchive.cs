using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Sweeps;

/// <summary>The carrier's records as a test writes them; lists go newest first, as the carrier's do.</summary>
public sealed class CarrierArchive : ICarrierRecords
{
    private readonly ConcurrentDictionary<string, CarrierRecord> _records = new();

    public ConcurrentQueue<CarrierQuery> Lists { get; } = new();

    public ConcurrentQueue<string> Fetched { get; } = new();

    /// <summary>Runs before a page is given, with how many were given before; what it throws, the list throws.</summary>
    public Func<int, Task> BeforePage { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs before every list; what it throws, the list throws.</summary>
    public Func<CarrierQuery, CancellationToken, Task> BeforeList { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Names that a list leaves out, but not a fetch.</summary>
    public Func<CarrierRecord, bool> IsListed { get; set; } = _ => true;

    public void Keep(params IEnumerable<CarrierRecord> records)
    {
        foreach (var record in records)
        {
            _records[record.MessageSid] = record;
        }
    }

    public static CarrierRecord Text(string sid, string line, string contact, DateTimeOffset at, string body = "hello", decimal? price = null) => new(
        sid, Direction.Inbound, contact, line, body, "received", null, 1, 0, [], price, price is null ? null : "USD", at, at, at);

    public async Task<CarrierPage> List(CarrierQuery query, CancellationToken cancellation)
    {
        await Task.Yield();
        await BeforeList(query, cancellation);
        await BeforePage(Lists.Count);
        Lists.Enqueue(query);
        var first = query.Next is { } next ? int.Parse(next, CultureInfo.InvariantCulture) : 0;
        var all = _records.Values
            .Where(record => (query.To is null || record.To == query.To) && (query.From is null || record.From == query.From))
            .Where(record => query.SentFrom is null || record.DateSent >= query.SentFrom)
            .Where(IsListed)
            .OrderByDescending(record => record.DateCreated).ThenBy(record => record.MessageSid, StringComparer.Ordinal).ToList();
        var page = all.Skip(first).Take(query.PageSize).ToImmutableArray();
        return new(page, first + page.Length < all.Count ? (first + page.Length).ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<CarrierRecord?> Find(string line, string messageSid, CancellationToken cancellation)
    {
        await Task.Yield();
        Fetched.Enqueue(messageSid);
        return _records.GetValueOrDefault(messageSid);
    }
}
