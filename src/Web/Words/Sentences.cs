using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace OrleansSms.Web.Words;

/// <summary>
/// Sentences that were written elsewhere, in English, for whoever asks: in the reader's language where the texts know them. What
/// was filled into their places is kept, and said likewise when it is such a sentence.
/// </summary>
internal sealed class Sentences
{
    private readonly ResourceManager _texts;
    private readonly FrozenDictionary<string, string> _whole;
    private readonly (Regex Shape, string Key)[] _withPlaces;

    public Sentences(ResourceManager texts)
    {
        _texts = texts;
        var english = texts.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().Select(entry => (Key: (string)entry.Key, Text: (string)entry.Value!)).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        _whole = english.Where(entry => !HasPlaces(entry.Text)).DistinctBy(entry => entry.Text).ToFrozenDictionary(entry => entry.Text, entry => entry.Key);
        _withPlaces = [.. english.Where(entry => HasPlaces(entry.Text)).OrderByDescending(entry => entry.Text.Length).Select(entry => (Shape(entry.Text), entry.Key))];
    }

    /// <summary>As it came, when nobody knows it.</summary>
    public string Said(string sentence) => Find(sentence) ?? sentence;

    /// <summary>Null: not known.</summary>
    public string? Find(string sentence)
    {
        if (_whole.TryGetValue(sentence, out var known))
        {
            return _texts.GetString(known, CultureInfo.CurrentUICulture);
        }

        foreach (var (shape, key) in _withPlaces)
        {
            if (shape.Match(sentence) is { Success: true } found)
            {
                return Phrase.Of(_texts.GetString(key, CultureInfo.CurrentUICulture)!, [.. found.Groups.Values.Skip(1).Select(group => (group.Name, (object?)Said(group.Value)))]);
            }
        }

        return null;
    }

    private static bool HasPlaces(string text) => text.Contains('{', StringComparison.Ordinal);

    // Each place becomes a group of its name.
    private static Regex Shape(string text) => new(
        $"^{Regex.Replace(Regex.Escape(text), @"\\\{(\w+)}", "(?<$1>.+)", RegexOptions.None, Patience)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience);

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
}
