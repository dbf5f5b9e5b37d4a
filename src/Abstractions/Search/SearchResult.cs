using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Search;

/// <summary>What was found.</summary>
/// <param name="People">Conversations by name, number or tag of their contact, the latest active first; on the first page only.</param>
/// <param name="Messages">Texts, notes and what was written down of calls. Pages go from new to old; within one, those with the whole words come first.</param>
/// <param name="NextCursor">For what is older; null: there is nothing more.</param>
public sealed record SearchResult(ImmutableArray<PersonHit> People, ImmutableArray<MessageHit> Messages, string? NextCursor, SearchOutcome Outcome)
{
    public bool IsEmpty => People.IsEmpty && Messages.IsEmpty;
}

/// <summary>How far a search came.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchOutcome>))]
public enum SearchOutcome
{
    /// <summary>All there is, page by page.</summary>
    [JsonStringEnumMemberName("complete")] Complete,

    /// <summary>Time was up: what is here is right, and the cursor goes on with what was not looked at.</summary>
    [JsonStringEnumMemberName("cut_off")] CutOff,

    /// <summary>Time was up, or too many were searching, before anything was found.</summary>
    [JsonStringEnumMemberName("too_slow")] TooSlow,

    /// <summary>There is nothing in the text that could be looked for.</summary>
    [JsonStringEnumMemberName("nothing_to_find")] NothingToFind,
}

/// <summary>A conversation whose contact was looked for.</summary>
/// <param name="Contact">The number, E.164, or what the carrier calls a sender that is no phone number.</param>
public sealed record PersonHit(ConversationId ConversationId, string Line, string Contact, DateTimeOffset LastActivityAt);

/// <summary>A text, a note or a call with what was looked for.</summary>
/// <param name="Number">Its entry number in the conversation.</param>
/// <param name="MessageId">The entry's id.</param>
/// <param name="Direction">Null: a note.</param>
/// <param name="Snippet">On one line, around the first hit.</param>
/// <param name="Ranges">Where the hits are in <paramref name="Snippet"/>, in UTF-16 units, in order, apart from each other.</param>
/// <param name="Call">How the call stands that the words were said on; null: no call.</param>
public sealed record MessageHit(
    ConversationId ConversationId, int Number, Guid MessageId, string Line, string Contact, Direction? Direction, DateTimeOffset At,
    string Snippet, ImmutableArray<HitRange> Ranges, CallStatus? Call = null);

/// <summary>A part of a snippet.</summary>
public readonly record struct HitRange(int Start, int Length);
