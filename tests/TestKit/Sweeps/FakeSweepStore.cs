using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.TestKit.Sweeps;

/// <summary>Where sweeps stand, in memory, beside the conversations in memory.</summary>
public sealed class FakeSweepStore(FakeConversationStore conversations) : ISweepStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Line, SweepPass Pass), SweepProgress> _passes = [];
    private readonly Dictionary<string, FoundText> _finds = [];

    /// <summary>The lines there are, the oldest first.</summary>
    public ImmutableArray<string> Lines { get; set; } = [];

    /// <summary>Who may see and use all of them.</summary>
    public Guid Owner { get; init; } = Guid.NewGuid();

    /// <summary>Runs after a progress was saved; what it throws, saving throws all the same.</summary>
    public Func<SweepProgress, Task> AfterSave { get; set; } = _ => Task.CompletedTask;

    public async Task<ImmutableArray<string>> DueLines(DateTimeOffset now, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return [.. Lines.Where(line => Enum.GetValues<SweepPass>().Any(pass => At(line, pass).IsDue(now)))];
        }
    }

    public async Task<SweepProgress> Load(string line, SweepPass pass, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return At(line, pass);
        }
    }

    public async Task Save(SweepProgress progress, ImmutableArray<FoundText> finds, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            _passes[(progress.Line, progress.Pass)] = progress;
            foreach (var find in finds)
            {
                _finds.TryAdd(find.MessageSid, find);
            }
        }

        await AfterSave(progress);
    }

    public Task Hurry(string line, DateTimeOffset now, CancellationToken cancellation) => Hurry(progress => progress.Line == line, now);

    public Task Hurry(SweepPass pass, DateTimeOffset now, CancellationToken cancellation) => Hurry(progress => progress.Pass == pass, now);

    public async Task<ImmutableArray<KnownMessage>> Known(ImmutableArray<string> sids, CancellationToken cancellation)
    {
        var known = ImmutableArray.CreateBuilder<KnownMessage>();
        foreach (var sid in sids.Distinct())
        {
            if (await conversations.FindBySid(sid, cancellation) is { } place)
            {
                var message = (await conversations.Page(place.ConversationId, int.MaxValue, int.MaxValue, cancellation)).OfType<Message>().Single(one => one.MessageSid == sid);
                known.Add(new(sid, place.ConversationId, message.Id, message.Number, message.Direction, message.Price is not null));
            }
        }

        return known.DrainToImmutable();
    }

    public async Task<ImmutableArray<FoundText>> Finds(string line, FoundText? after, int limit, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return [.. _finds.Values.Where(find => find.Line == line)
                .Order(Comparer<FoundText>.Create(Compare))
                .SkipWhile(find => after is not null && Compare(find, after) <= 0).Take(limit)];
        }
    }

    public async Task<int> Took(ImmutableArray<string> sids, CancellationToken cancellation)
    {
        var recovered = 0;
        foreach (var sid in sids)
        {
            lock (_gate)
            {
                if (!_finds.Remove(sid))
                {
                    continue;
                }
            }

            if (await conversations.FindBySid(sid, cancellation) is { } place
                && (await conversations.Page(place.ConversationId, int.MaxValue, int.MaxValue, cancellation)).OfType<Message>().Any(one => one.MessageSid == sid && one.Recovered))
            {
                recovered++;
            }
        }

        return recovered;
    }

    public async Task<ImmutableArray<SweptLine>> Of(Guid userId, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return userId != Owner
                ? []
                : [.. Lines.Select(line => new SweptLine(line, null, [.. _passes.Values.Where(one => one.Line == line).OrderBy(one => one.Pass)]))];
        }
    }

    public Task<bool> IsOwner(Guid userId, CancellationToken cancellation) => Task.FromResult(userId == Owner);

    private async Task Hurry(Func<SweepProgress, bool> which, DateTimeOffset now)
    {
        await Task.Yield();
        lock (_gate)
        {
            foreach (var progress in _passes.Values.Where(which).Where(progress => !progress.IsDue(now)).ToList())
            {
                _passes[(progress.Line, progress.Pass)] = progress with { NextAt = now };
            }
        }
    }

    private SweepProgress At(string line, SweepPass pass) => _passes.GetValueOrDefault((line, pass)) ?? new(line, pass);

    private static int Compare(FoundText left, FoundText right) =>
        left.DateCreated != right.DateCreated ? left.DateCreated.CompareTo(right.DateCreated)
        : left.Place != right.Place ? left.Place.CompareTo(right.Place)
        : string.CompareOrdinal(left.MessageSid, right.MessageSid);
}
