using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>What a tag has to be.</summary>
internal static class TagRules
{
    public static void Check(string tag, TagSet others)
    {
        var clean = TagSet.Clean(StorableText.Of(tag));
        if (clean.Length is 0 or > TagSet.MaxLength || clean.Any(char.IsControl))
        {
            throw new RefusedException(Refusals.InvalidTag, $"A tag has 1 to {TagSet.MaxLength} characters.");
        }

        if (others.Count >= TagSet.Most)
        {
            throw new RefusedException(Refusals.TooManyTags, $"A conversation has at most {TagSet.Most} tags.");
        }
    }
}
