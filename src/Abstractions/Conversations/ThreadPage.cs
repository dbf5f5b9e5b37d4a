using System.Collections.Immutable;

namespace OrleansSms.Conversations;

/// <summary>A stretch of a thread and the head it belongs to.</summary>
/// <param name="Entries">Oldest first, without gaps.</param>
/// <param name="NextBefore">Pass as <c>before</c> for the page above; null at the beginning of the conversation.</param>
/// <param name="Readers">How much of what came in each member has seen.</param>
[GenerateSerializer, Immutable, Alias("sms.ThreadPage")]
public sealed record ThreadPage(
    [property: Id(0)] ConversationHead Head,
    [property: Id(1)] ImmutableArray<IEntry> Entries,
    [property: Id(2)] int? NextBefore,
    [property: Id(3)] ImmutableArray<ReadPosition> Readers = default)
{
    /// <summary>The messages among the entries.</summary>
    public ImmutableArray<Message> Messages => [.. Entries.OfType<Message>()];

    /// <summary>How much of what came in counts as seen by a member.</summary>
    public int ReadCount(Guid userId)
    {
        foreach (var reader in Readers.IsDefault ? [] : Readers.AsSpan())
        {
            if (reader.UserId == userId)
            {
                return reader.Seen(Head.SettledCount);
            }
        }

        return Head.SettledCount;
    }
}
