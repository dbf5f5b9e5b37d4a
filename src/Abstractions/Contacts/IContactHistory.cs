using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Inbox;

namespace OrleansSms.Contacts;

/// <summary>
/// What was said with a contact, texts and calls, over all their numbers and all lines of the member who asks: on other lines
/// nothing was said, as far as anybody can tell.
/// </summary>
public interface IContactHistory
{
    /// <summary>Entries, the newest first.</summary>
    /// <param name="cursor">From <see cref="ContactTimeline.NextCursor"/>; null: the newest.</param>
    /// <param name="limit">1 to 200.</param>
    Task<ContactTimeline> Timeline(Guid contact, string? cursor, int limit, CancellationToken cancellation);

    /// <summary>The conversations, newest activity first.</summary>
    Task<ImmutableArray<InboxRow>> Conversations(Guid contact, CancellationToken cancellation);

    /// <summary>When each was last in touch; who never was is left out.</summary>
    Task<ImmutableDictionary<Guid, ContactActivity>> Activity(ImmutableArray<Contact> contacts, CancellationToken cancellation);
}

/// <summary>A stretch of what was said.</summary>
/// <param name="NextCursor">Null: that was all.</param>
public sealed record ContactTimeline(ImmutableArray<TimelineEntry> Entries, string? NextCursor);

/// <summary>One entry of one of the contact's conversations.</summary>
/// <param name="Entry">A message or a call.</param>
/// <param name="Line">Our number.</param>
/// <param name="Contact">Which of the contact's numbers.</param>
public sealed record TimelineEntry(IEntry Entry, string Line, string Contact);

/// <param name="LastAt">When anything was last said.</param>
/// <param name="OptedOut">At least one of the conversations must not be written to.</param>
public sealed record ContactActivity(DateTimeOffset LastAt, bool OptedOut);
