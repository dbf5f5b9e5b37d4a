using System.Collections.Concurrent;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Stage;
using OrleansSms.Conversations;

namespace OrleansSms.Bench.Partition;

/// <summary>One way to keep all conversations: in how many tables, on how many servers.</summary>
/// <param name="Conversations">Which it is asked for.</param>
/// <param name="Heads">As they were committed last; shared by those who write to the same database.</param>
/// <param name="Part">Only this part of it is asked, directly; null: all there is.</param>
internal sealed record Form(
    string Name, IReadOnlyList<Shard> Shards, IReadOnlyList<Guid> Conversations, ConcurrentDictionary<Guid, ConversationHead> Heads, string? Part = null)
{
    /// <summary>The same in SQL, for whoever deals the rows out.</summary>
    public static string PlaceSql(string id, int of) => $"get_byte(uuid_send({id}), 15) % {of}";

    public Shard Of(Guid conversation) => Shards[conversation.ToByteArray()[15] % Shards.Count];

    public CpuTimes Cpu() => new(
        TimeSpan.Zero, Shards.Select(shard => shard.Server.Postmaster).Distinct().Aggregate(TimeSpan.Zero, (sum, one) => sum + ProcessTree.CpuOf(one)),
        Environment.CpuUsage.TotalTime);

    /// <summary>What grains do: decide on the head they know, and remember the one that was written.</summary>
    public async Task Commit(Guid id, Func<ConversationHead, ConversationChange> decide, CancellationToken cancellation)
    {
        var store = Of(id).Store;
        var head = Heads.GetValueOrDefault(id) ?? await store.Load(new(id), cancellation) ?? throw new BenchException($"{Name} lost conversation {id}.");
        var change = decide(head);
        Heads[id] = await store.Commit([change], cancellation) ? change.Head : throw new BenchException($"{Name} took a new text for one it knows.");
    }

    /// <summary>Asks all servers at once.</summary>
    public Task<T[]> All<T>(Func<Shard, Task<T>> ask) => Task.WhenAll(Shards.Select(ask));
}
