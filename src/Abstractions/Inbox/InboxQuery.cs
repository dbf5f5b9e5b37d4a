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
public sealed record InboxQuery(
    string? Line = null,
    ConversationState? State = null,
    bool? Unread = null,
    string? Search = null,
    string? Cursor = null,
    int Limit = 50);

/// <summary>A page of the list.</summary>
/// <param name="NextCursor">Null: that was the last page.</param>
public sealed record InboxPage(ImmutableArray<InboxRow> Rows, string? NextCursor);

/// <summary>One conversation as one member sees it.</summary>
/// <param name="ReadCount">The member's read position.</param>
public sealed record InboxRow(ConversationHead Head, int ReadCount)
{
    /// <summary>What came in since the member last read.</summary>
    public int Unread => Math.Max(0, Head.InboundCount - ReadCount);
}
