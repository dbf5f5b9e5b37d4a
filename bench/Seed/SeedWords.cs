namespace OrleansSms.Bench.Seed;

/// <summary>Texts of words as people use them: a few often, most of them seldom. The same place gives the same text.</summary>
internal static class SeedWords
{
    public const string Common = "appointment";
    private const int Vocabulary = 40_000;
    private const int RareEvery = 10_000;
    private static readonly string[] Syllables = ["ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "mu", "ne", "po", "ra", "si", "tu", "ve", "wo", "xa", "yi", "zo", "qu"];

    /// <summary>In one of five messages <see cref="Common"/>, in one of ten thousand a word that is in no other.</summary>
    public static string Text(int place, int number)
    {
        var random = new Random(HashCode.Combine(place, number) & int.MaxValue);
        var words = Enumerable.Range(0, 5 + random.Next(12)).Select(_ => Word(random)).ToList();
        if ((place + number) % 5 == 0)
        {
            words.Insert(words.Count / 2, $"the {Common} tomorrow");
        }

        if (RareNumber(place, number) is { } rare)
        {
            words.Add(Rare(rare));
        }

        return string.Join(' ', words);
    }

    public static string Rare(int number) => $"order{number}x";

    /// <summary>The middle of how often words are used.</summary>
    public static string Usual(Random random) => Word(20 + random.Next(200));

    private static int? RareNumber(int place, int number) => number == 1 && place % (RareEvery / 50) == 0 ? place / (RareEvery / 50) : null;

    // The second word half as often as the first, the tenth a tenth.
    private static string Word(Random random) => Word((int)Math.Pow(Vocabulary, random.NextDouble()) - 1);

    private static string Word(int rank)
    {
        var word = "";
        for (var rest = rank + 20; rest > 0; rest /= Syllables.Length)
        {
            word += Syllables[rest % Syllables.Length];
        }

        return word;
    }
}
