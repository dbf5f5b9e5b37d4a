using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>Fills the places of a text: <c>Phrase.Of(InboxTexts.Shown, ("count", rows.Length))</c>.</summary>
internal static class Phrase
{
    // As many as there are texts: nothing a person types is ever a pattern.
    private static readonly ConcurrentDictionary<string, Pattern> Known = new(StringComparer.Ordinal);

    public static string Of(string text, params ReadOnlySpan<(string Name, object? Value)> values) => Fill(text, values, Plain);

    /// <summary>For a text with tags of its own, such as <c>&lt;b&gt;{name}&lt;/b&gt;</c>: what is filled in stays plain text.</summary>
    public static MarkupString Html(string text, params ReadOnlySpan<(string Name, object? Value)> values) =>
        new(Fill(text, values, value => HtmlEncoder.Default.Encode(Plain(value))));

    /// <summary>What stands before and after one place, for a component that goes there.</summary>
    public static (string Before, string After) Around(string text, string place, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        const char gap = '\uFFFC';
        var whole = Fill(text, [.. values, (place, gap.ToString())], Plain);
        var at = whole.IndexOf(gap, StringComparison.Ordinal);
        return (whole[..at], whole[(at + 1)..]);
    }

    /// <summary>One, one and other, one, other and third.</summary>
    public static string List(IReadOnlyList<string> items) => items switch
    {
        [] => "",
        [var only] => only,
        _ => Of(PartsTexts.ListEnd, ("rest", string.Join(", ", items.SkipLast(1))), ("last", items[^1])),
    };

    private static string Fill(string text, ReadOnlySpan<(string Name, object? Value)> values, Func<object?, string> show)
    {
        var named = new Dictionary<string, object?>(values.Length);
        foreach (var (name, value) in values)
        {
            named.Add(name, value);
        }

        return Known.GetOrAdd(text, Pattern.Parse).Fill(named, CultureInfo.CurrentUICulture, show);
    }

    private static string Plain(object? value) => value switch
    {
        null => "",
        int or long => ((IFormattable)value).ToString("N0", CultureInfo.CurrentCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString() ?? "",
    };
}
