using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What the page's script says, for a block of data that the page brings along.</summary>
internal static class ScriptWords
{
    private static readonly ConcurrentDictionary<CultureInfo, string> Known = new();

    public static string Json => Known.GetOrAdd(CultureInfo.CurrentUICulture, culture =>
    {
        // The neutral file names them all; each is said as the language says it.
        var all = ScriptTexts.ResourceManager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!;
        return JsonSerializer.Serialize(all.Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => ScriptTexts.ResourceManager.GetString((string)text.Key, culture)));
    });
}
