using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansSms.Conversations;

/// <summary>An entry that the contact never sees: a member's note, or something that was done to the conversation.</summary>
/// <param name="Id">Of a note: made where it was written, so that pressing twice writes once.</param>
/// <param name="UserId">The member who wrote or did it; null: it came by itself, as the end of a snooze does.</param>
/// <param name="Body">Text of a note; empty for what was done.</param>
/// <param name="Mentions">Members whom a note names.</param>
/// <param name="Subject">The member it was assigned to.</param>
/// <param name="Until">When the snooze ends, UTC; null: with the next text that comes in.</param>
/// <param name="BodyDeletedAt">When the words of a note were deleted because their time was over, UTC; null: they are there.</param>
[GenerateSerializer, Immutable, Alias("sms.Aside")]
public sealed record Aside(
    [property: Id(0)] Guid Id,
    [property: Id(1)] ConversationId ConversationId,
    [property: Id(2)] int Number,
    [property: Id(3)] AsideKind Kind,
    [property: Id(4)] Guid? UserId,
    [property: Id(5)] string Body,
    [property: Id(6)] ImmutableArray<Guid> Mentions,
    [property: Id(7)] Guid? Subject,
    [property: Id(8)] DateTimeOffset? Until,
    [property: Id(9)] DateTimeOffset DateCreated,
    [property: Id(10)] DateTimeOffset? BodyDeletedAt = null) : IEntry;

/// <summary>What an aside tells of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AsideKind>))]
public enum AsideKind
{
    [JsonStringEnumMemberName("note")] Note = 0,
    [JsonStringEnumMemberName("assigned")] Assigned = 1,
    [JsonStringEnumMemberName("unassigned")] Unassigned = 2,
    [JsonStringEnumMemberName("snoozed")] Snoozed = 3,

    /// <summary>A snooze came to its end by itself.</summary>
    [JsonStringEnumMemberName("woken")] Woken = 4,
    [JsonStringEnumMemberName("done")] Done = 5,
    [JsonStringEnumMemberName("opened")] Opened = 6,
}

/// <summary>A note as a member wrote it.</summary>
/// <param name="Id">Made once where it was written.</param>
/// <param name="Mentions">Members it is meant for; they must see the line.</param>
[GenerateSerializer, Immutable, Alias("sms.NoteDraft")]
public sealed record NoteDraft(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Body,
    [property: Id(2)] ImmutableArray<Guid> Mentions)
{
    /// <summary>Longest note, in characters.</summary>
    public const int MaxLength = 4000;

    /// <summary>Most members that one note names.</summary>
    public const int MostMentions = 20;
}
