namespace OrleansSms.Operations;

/// <summary>What a line has on its way. Counting stops at 10,000.</summary>
/// <param name="Line">E.164; null: the lines together that are not shared with who asks.</param>
/// <param name="Name">What the team calls it.</param>
/// <param name="Waiting">Texts whose turn it is, or will be when those before them have left.</param>
/// <param name="WaitingSince">The oldest of them, UTC.</param>
/// <param name="Retrying">Texts that wait for another try, because the carrier surely did not take them.</param>
/// <param name="Posting">Texts that are being given to the carrier.</param>
/// <param name="InDoubt">Texts of which nobody knows whether the carrier took them.</param>
/// <param name="CallsWaiting">Calls that are to be dialled.</param>
/// <param name="CallsInDoubt">Calls of which nobody knows whether the carrier dials them.</param>
public sealed record LineOutbox(
    string? Line, string? Name, int Waiting, DateTimeOffset? WaitingSince, int Retrying, int Posting, int InDoubt, int CallsWaiting, int CallsInDoubt)
{
    public bool IsEmpty => Waiting + Retrying + Posting + InDoubt + CallsWaiting + CallsInDoubt == 0;
}
