using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What was found out or found wrong elsewhere, and came as an English sentence: in the reader's language where the texts know it.</summary>
internal static class FindingWords
{
    private static readonly Sentences Known = new(FindingTexts.ResourceManager);

    public static string Of(string sentence) => Known.Said(sentence);
}
