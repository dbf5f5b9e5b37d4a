using System.Collections.Immutable;

namespace OrleansSms.Conversations;

/// <summary>Messages and notes whose words are deleted because their time is over. That they were, when and by whom, stays.</summary>
/// <param name="Numbers">Their entry numbers.</param>
/// <param name="At">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("sms.DeletedTexts")]
public sealed record DeletedTexts(
    [property: Id(0)] ImmutableArray<int> Numbers,
    [property: Id(1)] DateTimeOffset At)
{
    /// <summary>Most entries in one change.</summary>
    public const int MostAtOnce = 200;

    /// <summary>An entry as it is afterwards; the same where it keeps its words.</summary>
    public IEntry After(IEntry entry) => !Numbers.Contains(entry.Number) ? entry : entry switch
    {
        Message message => message with { Body = "", Media = [], BodyDeletedAt = At },
        Aside { Kind: AsideKind.Note } note => note with { Body = "", BodyDeletedAt = At },
        _ => entry,
    };
}
