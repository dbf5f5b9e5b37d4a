using OrleansSms.Conversations;

namespace OrleansSms.Postgres.Commits;

/// <summary>What a commit does to the outbox row of one message. The numbers are those in the statement.</summary>
internal enum OutboxWrite
{
    None = 0,
    Enter = 1,
    Doubt = 2,
    Leave = 3,

    /// <summary>Entered and in doubt within one commit: never to be claimed.</summary>
    EnterInDoubt = 4,

    /// <summary>Back to waiting, as if it had just entered.</summary>
    Again = 5,

    /// <summary>Out of the queue, if it is still in it.</summary>
    Withdraw = 6,

    /// <summary>To another place in the queue, if it is still in it.</summary>
    Move = 7,
}

/// <summary>Steps that follow each other within one commit come to one write.</summary>
internal static class OutboxWrites
{
    public static OutboxWrite After(OutboxWrite before, OutboxStep step) => (before, step) switch
    {
        (_, OutboxStep.None) => before,
        // These stand or fall by the row as it is found, whatever else is said of the message.
        (OutboxWrite.Withdraw, _) or (OutboxWrite.Move, not OutboxStep.Withdraw) => before,
        (OutboxWrite.Enter, OutboxStep.Withdraw) => OutboxWrite.None,
        (OutboxWrite.Enter, OutboxStep.Move) => OutboxWrite.Enter,
        (_, OutboxStep.Withdraw) => OutboxWrite.Withdraw,
        (_, OutboxStep.Move) => OutboxWrite.Move,
        (OutboxWrite.Enter or OutboxWrite.EnterInDoubt, OutboxStep.Leave) => OutboxWrite.None,
        (OutboxWrite.Enter, OutboxStep.Doubt) => OutboxWrite.EnterInDoubt,
        (_, OutboxStep.Enter) => OutboxWrite.Enter,
        (_, OutboxStep.Doubt) => OutboxWrite.Doubt,
        (_, OutboxStep.Leave) => OutboxWrite.Leave,
        (_, OutboxStep.Again) => OutboxWrite.Again,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
    };
}
