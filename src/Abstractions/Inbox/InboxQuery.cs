using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Inbox;

/// <summary>Which conversations a member wants to see, newest activity first.</summary>
/// <param name="Line">Only this line, E.164.</param>
/// <param name="State">Only this state.</param>
/// <param name="Unread">Only with (true) or without (false) something unread for the member.</param>
/// <param name="Search">Part of the contact's number in any spelling, or of the newest text.</param>
/// <param name="Cursor">From <see cref="InboxPage.NextCursor"/>.</param>
/// <param name="Limit">1 to 200.</param>
/// <param name="States">Any of these states; besides <paramref name="State"/>. Empty: any.</param>
/// <param name="AssigneeId">Only what this member takes care of.</param>
/// <param name="Unassigned">Only what nobody takes care of.</param>
/// <param name="Tag">Only with this tag.</param>
/// <param name="Failed">Only where a text of ours did not arrive.</param>
/// <param name="From">Newest activity not before, UTC.</param>
/// <param name="Until">Newest activity before, UTC.</param>
/// <param name="OldestFirst">The longest quiet ones first.</param>
/// <param name="Missed">Only where somebody called and nobody took it.</param>
public sealed record InboxQuery(
    string? Line = null,
    ConversationState? State = null,
    bool? Unread = null,
    string? Search = null,
    string? Cursor = null,
    int Limit = 50,
    ImmutableArray<ConversationState> States = default,
    Guid? AssigneeId = null,
    bool Unassigned = false,
    string? Tag = null,
    bool Failed = false,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    bool OldestFirst = false,
    bool Missed = false);

/// <summary>A page of the list.</summary>
/// <param name="NextCursor">Null: that was the last page.</param>
public sealed record InboxPage(ImmutableArray<InboxRow> Rows, string? NextCursor);

/// <summary>One conversation as one member sees it.</summary>
/// <param name="ReadCount">The member's read position.</param>
public sealed record InboxRow(ConversationHead Head, int ReadCount)
{
    /// <summary>What came in since the member last read.</summary>
    public int Unread => Math.Max(0, Head.InboundCount - ReadCount);

    /// <summary>The row after the change that follows.</summary>
    /// <param name="userId">Whose row it is.</param>
    public InboxRow After(ConversationChange change, Guid userId) => new(change.Head, change switch
    {
        { Unread: UnreadStep.Nobody } => Math.Max(ReadCount, change.Head.SettledCount),
        { Read: { Back: true } back } when back.UserId == userId => back.InboundCount,
        { Read: { } read } when read.UserId == userId => Math.Max(ReadCount, read.InboundCount),
        _ => ReadCount,
    });
}
