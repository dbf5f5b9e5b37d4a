using System.Collections.Immutable;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>Records of a carrier in memory.</summary>
public sealed class FakeCarrierRecords : ICarrierRecords
{
    private ImmutableList<CarrierRecord> _records = [];

    /// <summary>Runs before every list; what it throws, the list throws.</summary>
    public Func<CarrierQuery, CancellationToken, Task> BeforeList { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Every list that was asked for, in order.</summary>
    public ImmutableList<CarrierQuery> Asked { get; private set; } = [];

    public void Add(CarrierRecord record) => ImmutableInterlocked.Update(ref _records, records => records.Add(record));

    public async Task<CarrierPage> List(CarrierQuery query, CancellationToken cancellation)
    {
        Asked = Asked.Add(query);
        await BeforeList(query, cancellation);
        var all = _records.Where(record => (query.From is null || record.From == query.From) && (query.To is null || record.To == query.To)).ToList();
        var start = query.Next is { } next ? int.Parse(next, null) : 0;
        return new([.. all.Skip(start).Take(query.PageSize)], start + query.PageSize < all.Count ? (start + query.PageSize).ToString((IFormatProvider?)null) : null);
    }

    public Task<CarrierRecord?> Find(string line, string messageSid, CancellationToken cancellation) =>
        Task.FromResult(_records.Find(record => record.MessageSid == messageSid));
}
