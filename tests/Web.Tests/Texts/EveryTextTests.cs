using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using OrleansSms.Web.Languages;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Texts;

public sealed partial class EveryTextTests
{
    public static TheoryData<string, string> Files => [.. from file in Names() from language in Language.All.Skip(1) select (file, language.Code)];

    [Theory, MemberData(nameof(Files))]
    public void Every_text_is_there_in_every_language_with_the_same_places_and_tags(string file, string language)
    {
        var (neutral, other) = (Read(file, CultureInfo.InvariantCulture), Read(file, CultureInfo.GetCultureInfo(language)));
        Assert.Equal(neutral.Keys.Order(), other.Keys.Order());
        Assert.All(neutral, text => Assert.Equal(Marks(text.Value), Marks(other[text.Key])));
    }

    [Theory, MemberData(nameof(Files))]
    public void No_text_is_empty(string file, string language) =>
        Assert.All(Read(file, CultureInfo.InvariantCulture).Concat(Read(file, CultureInfo.GetCultureInfo(language))), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));

    [Fact]
    public void A_text_comes_in_the_language_that_is_spoken() => Assert.Equal("A, B und C", Spoken.In("de", () => Phrase.List(["A", "B", "C"])));

    private static IEnumerable<string> Marks(string text) =>
        Pattern.Parse(text).Places.Concat(Tag().Matches(text).Select(tag => tag.Value)).Order(StringComparer.Ordinal);

    private static Dictionary<string, string> Read(string file, CultureInfo culture) =>
        new ResourceManager(file, typeof(Language).Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false)?
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!)
        ?? throw new MissingManifestResourceException($"{file} is not there in {culture.Name}.");

    private static IEnumerable<string> Names() => typeof(Language).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith("Texts.resources", StringComparison.Ordinal)).Select(name => Path.GetFileNameWithoutExtension(name));

    [GeneratedRegex("</?[a-z][^>]*>")]
    private static partial Regex Tag();
}
