using System.Collections;
using System.Text.Json.Serialization;

namespace OrleansSms.Conversations;

/// <summary>The tags of a conversation: few, short, in the order of the alphabet, each once whatever its case. Equal when they are the same tags.</summary>
/// <param name="Joined">One tag a line; null: none.</param>
[GenerateSerializer, Immutable, Alias("sms.TagSet")]
public readonly record struct TagSet([property: Id(0), JsonIgnore] string? Joined) : IReadOnlyCollection<string>
{
    /// <summary>Most tags of one conversation.</summary>
    public const int Most = 20;

    /// <summary>Longest tag, in characters.</summary>
    public const int MaxLength = 40;

    private const char Between = '\n';

    public int Count => Tags.Length;

    private string[] Tags => Joined?.Split(Between) ?? [];

    /// <summary>One line, in small letters, without space around it.</summary>
    public static string Clean(string? typed) =>
        string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();

    public static TagSet Of(IEnumerable<string> tags) =>
        string.Join(Between, tags.Select(Clean).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } joined
            ? new(joined)
            : default;

    public bool Has(string tag) => Tags.Contains(Clean(tag), StringComparer.Ordinal);

    public TagSet With(string tag) => Of([.. Tags, tag]);

    public TagSet Without(string tag) => Of(Tags.Where(other => other != Clean(tag)));

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)Tags).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
