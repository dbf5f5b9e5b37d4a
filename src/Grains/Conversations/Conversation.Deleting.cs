using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

// What is kept no longer than its time.
internal sealed partial class Conversation
{
    /// <summary>Null: none of them has words whose time is over. Those that are not at hand are passed over.</summary>
    public ConversationChange? DeleteTexts(ImmutableArray<int> numbers, DateTimeOffset before, DateTimeOffset now)
    {
        ImmutableArray<int> over = [.. numbers.Where(number => Entry(number) is { } entry && TextAge.IsOver(entry, before)).Distinct().Order()];
        if (Head is not { } head || over.IsEmpty)
        {
            return null;
        }

        return new(head with
        {
            Version = head.Version + 1,
            Preview = over.Contains(head.PreviewNumber) ? "" : head.Preview,
            TextsDeletedThrough = Math.Max(head.TextsDeletedThrough, over[^1]),
        }, null, OutboxStep.None, Read: null, Deleted: new(over, now));
    }

    private static ImmutableArray<IEntry> Without(ImmutableArray<IEntry> entries, DeletedTexts deleted) => [.. entries.Select(deleted.After)];
}
