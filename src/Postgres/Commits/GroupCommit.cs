using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using Polly;

namespace OrleansSms.Postgres.Commits;

/// <summary>
/// Commits that are ready at the same moment share one statement and one flush. A group goes out as soon as one of the
/// lanes is free, so nobody waits for company, and the more wait the cheaper each becomes.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int Most = 256;
    private const int Lanes = 2;

    /// <summary>Some seconds of a busy server's work. More would only be answered when nobody waits for it any more.</summary>
    private const int MostWaiting = 4096;

    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _whereSafe;
    private readonly Channel<Commit> _ready;
    private readonly Task _lanes;
    private volatile bool _isClosed;

    public GroupCommit([FromKeyedServices(DataSources.Commits)] NpgsqlDataSource database, TimeProvider time, int mostWaiting = MostWaiting)
    {
        (_database, _time) = (database, time);
        _ready = Channel.CreateBounded<Commit>(mostWaiting);
        _whereSafe = SafeRetries.Of(time);
        _lanes = Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(Lane)));
    }

    /// <inheritdoc cref="IConversationStore.Commit"/>
    /// <exception cref="LimitExceededException">Too many wait already: nothing was begun, and the caller may come again.</exception>
    public Task<bool> Write(ImmutableArray<ConversationChange> changes)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var commit = new Commit(changes);
        return _ready.Writer.TryWrite(commit) ? commit.Done : throw new LimitExceededException("Too many commits wait for the database.");
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        _ready.Writer.TryComplete();
        await _lanes;
    }

    private async Task Lane()
    {
        var group = new List<Commit>(Most);
        var conversations = new HashSet<ConversationId>();
        Commit? held = null;
        while (held is not null || await _ready.Reader.WaitToReadAsync())
        {
            while (group.Count < Most && (held is not null || _ready.Reader.TryRead(out held)))
            {
                if (!conversations.Add(held.Head.Id))
                {
                    // Two of one conversation, from two activations: one after the other, and the version decides.
                    break;
                }

                group.Add(held);
                held = null;
            }

            await Settle(group);
            group.Clear();
            conversations.Clear();
        }
    }

    private async Task Settle(List<Commit> group)
    {
        try
        {
            await _whereSafe.ExecuteAsync(async _ => await Execute(group));
        }
        catch (PostgresException refused) when (Refusal.IsOfTheContent(refused))
        {
            await SettleApart(group, refused);
        }
        catch (Exception fault)
        {
            // The top of this background work: the fault belongs to those who wait.
            group.ForEach(commit => commit.Fail(fault));
        }
    }

    /// <summary>One of them cannot be written. It is looked for by halves, and its neighbours are written all the same.</summary>
    private async Task SettleApart(List<Commit> group, PostgresException refused)
    {
        if (group is [var alone])
        {
            if (Refusal.IsKnownMessage(refused))
            {
                alone.Finish(written: false);
            }
            else
            {
                alone.Fail(new UnstorableException(refused));
            }

            return;
        }

        var half = group.Count / 2;
        await Settle(group[..half]);
        await Settle(group[half..]);
    }

    private async Task Execute(List<Commit> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        using var span = CommitTrace.Of(group);
        var began = _time.GetTimestamp();
        await using var connection = await _database.OpenConnectionAsync();
        await using var command = CommitStatement.Of(group, connection);
        var outcomes = new Dictionary<Guid, string>(group.Count);
        FaultPoint.Reach("commit.sending");
        try
        {
            await using var reader = await command.ExecuteReaderAsync();
            FaultPoint.Reach("commit.sent");
            while (await reader.ReadAsync())
            {
                outcomes[reader.GetGuid(0)] = reader.GetString(1);
            }

            // The end of the answer is what says that it is on disk.
            await reader.CloseAsync();
            FaultPoint.Reach("commit.done");
            CommitMeasures.Took(group.Count, _time.GetElapsedTime(began));
        }
        catch (Exception fault)
        {
            // A statement that failed while it was being prepared leaves the driver's connection out of step.
            _database.Clear();
            if (Refusal.LeavesDoubt(fault))
            {
                throw new CommitInDoubtException(fault);
            }

            throw;
        }

        foreach (var commit in group)
        {
            Finish(commit, outcomes);
        }
    }

    private static void Finish(Commit commit, Dictionary<Guid, string> outcomes)
    {
        switch (outcomes.GetValueOrDefault(commit.Head.Id.Value))
        {
            case "taken":
                commit.Finish(written: true);
                break;
            case "known":
                commit.Finish(written: false);
                break;
            case "late":
                commit.Fail(new TakenBySenderException());
                break;
            default:
                commit.Fail(new InconsistentStateException($"Conversation {commit.Head.Id} is not at version {commit.BuildsOn} any more."));
                break;
        }
    }
}
