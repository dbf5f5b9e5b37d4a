using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Conversations;

/// <summary>
/// Decide, commit, apply, announce. Turns that wait while a commit is under way are decided one after the other, each on
/// the result of the one before, and committed together: a busy conversation is not bound by the time of a flush.
/// </summary>
/// <remarks>For one thread of control, as a grain's is: callers interleave only where it awaits.</remarks>
internal sealed partial class TurnQueue(ConversationId id, IConversationStore store, Action<ConversationChange> announce, ILogger logger)
{
    /// <summary>Turns in one commit: what a hot conversation may keep the store busy with at a time.</summary>
    private const int Most = 256;

    /// <summary>More than are decided while anybody waits for them.</summary>
    private const int MostWaiting = 2048;

    // Two writers settle in a few. More of them than that at a time is no state to go on in: the callers try again.
    private const int Rounds = 6;

    private readonly Queue<Turn> _waiting = [];
    private readonly ConversationRows _rows = new(id, store, announce);
    private Conversation? _conversation;
    private bool _running;

    /// <exception cref="LimitExceededException">Too many wait already: nothing was begun, and the caller may come again.</exception>
    public Task<ConversationChange?> Take(Turn turn)
    {
        if (_waiting.Count >= MostWaiting)
        {
            throw new LimitExceededException("Too much at once for this conversation.");
        }

        _waiting.Enqueue(turn);
        if (!_running)
        {
            _running = true;
            _ = Run();
        }

        return turn.Done;
    }

    /// <summary>As last committed, from the store when it is not in memory.</summary>
    public async ValueTask<Conversation> Current()
    {
        if (_conversation is null)
        {
            await Take(new(_ => null));
        }

        return _conversation ?? new(id);
    }

    /// <summary>Takes entries into memory, unless something was committed since <paramref name="seen"/>.</summary>
    public void Replace(Conversation seen, Conversation with) => Interlocked.CompareExchange(ref _conversation, with, seen);

    /// <summary>Lets go of the entries in memory. From any thread: should a commit end at the same moment, they stay.</summary>
    public void LetGo()
    {
        if (Volatile.Read(ref _conversation) is { } seen)
        {
            Replace(seen, seen.Close());
        }
    }

    private async Task Run()
    {
        var turns = new List<Turn>();
        while (_waiting.Count > 0)
        {
            while (turns.Count < Most && _waiting.TryPeek(out var turn) && (turns.Count == 0 || !(turn.IsAlone || turns[^1].IsAlone)))
            {
                turns.Add(_waiting.Dequeue());
            }

            try
            {
                await Settle(turns);
            }
            catch (Exception fault)
            {
                // Nobody awaits this loop: the fault belongs to the callers. What is in memory is asked of the store again.
                _conversation = null;
                turns.ForEach(turn => turn.Fail(fault));
            }

            turns.Clear();
        }

        _running = false;
    }

    private async Task Settle(List<Turn> turns)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                if (await TryCommit(turns, round))
                {
                    return;
                }

                // One of them is stored already. Which one shows when each is alone, and what is in memory may be behind.
                _conversation = null;
                if (turns is [var known])
                {
                    if (!known.DropName())
                    {
                        known.FinishUnchanged();
                        return;
                    }
                }
                else
                {
                    await SettleEachAlone(turns);
                    return;
                }
            }
            catch (Exception apart) when (apart is UnstorableException or TakenBySenderException && turns.Count > 1)
            {
                await SettleEachAlone(turns);
                return;
            }
            catch (TakenBySenderException) when (!turns[0].IsFollowed && round > 1)
            {
                // The carrier is about to get what this turn wants to take back or change, also by what is stored: nothing changes.
                _conversation = null;
                turns[0].FinishUnchanged();
                return;
            }
            catch (Exception outrun) when (outrun is InconsistentStateException or CommitInDoubtException or TakenBySenderException && round < Rounds)
            {
                // The truth is in the store, whoever wrote it: decide again on that.
                if (outrun is not TakenBySenderException && (_conversation is not null || outrun is CommitInDoubtException))
                {
                    LogDecidesAgain(logger, outrun, id);
                }

                _conversation = null;
            }
        }
    }

    /// <returns>False: a message of the turns is stored already, and nothing was written.</returns>
    private async Task<bool> TryCommit(List<Turn> turns, int round)
    {
        using var span = TurnTrace.Of(id, turns);
        // A new one, blindly, when each turn would open it: the commit tells if it is not, and writes nothing then.
        var isBlind = _conversation is null && round == 1 && turns.TrueForAll(turn => turn.MayOpen);
        var conversation = await Recollection.For(turns, _conversation ?? (isBlind ? new(id) : await _rows.Load()), id, store);
        var changes = Decisions.Of(turns, ref conversation);
        if (!changes.IsEmpty && !await _rows.Commit(changes))
        {
            return false;
        }

        FaultPoint.Reach("turn.committed");
        if (!changes.IsEmpty || !isBlind)
        {
            _conversation = conversation.Settled();
        }

        foreach (var change in changes)
        {
            announce(change);
        }

        FaultPoint.Reach("turn.applied");
        turns.ForEach(turn => turn.Finish());
        return true;
    }

    private async Task SettleEachAlone(List<Turn> turns)
    {
        foreach (var turn in turns)
        {
            try
            {
                await Settle([turn]);
            }
            catch (Exception fault)
            {
                // Its own: the others may still be taken.
                _conversation = null;
                turn.Fail(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Conversation {Id} is not as it was in memory, or the answer to a commit was lost: it decides again on what is stored.")]
    private static partial void LogDecidesAgain(ILogger logger, Exception outrun, ConversationId id);
}
