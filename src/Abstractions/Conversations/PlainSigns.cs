using System.Collections.Frozen;
using System.Text;

namespace OrleansSms.Conversations;

/// <summary>
/// Signs that phones and word processors put into a text, and the plain ones that say the same and cost less. Letters are
/// never among them: a name stays spelled as it is. The page has the same table.
/// </summary>
public static class PlainSigns
{
    public static readonly FrozenDictionary<string, string> Table = new Dictionary<string, string>
    {
        ["\u2018"] = "'", ["\u2019"] = "'", ["\u201A"] = "'", ["\u201B"] = "'", ["\u2032"] = "'", ["\u00B4"] = "'", ["`"] = "'", ["\u2039"] = "'", ["\u203A"] = "'",
        ["\u201C"] = "\"", ["\u201D"] = "\"", ["\u201E"] = "\"", ["\u201F"] = "\"", ["\u2033"] = "\"", ["\u00AB"] = "\"", ["\u00BB"] = "\"",
        ["\u2010"] = "-", ["\u2011"] = "-", ["\u2012"] = "-", ["\u2013"] = "-", ["\u2014"] = "-", ["\u2015"] = "-", ["\u2212"] = "-", ["\u2022"] = "-",
        ["\u2026"] = "...", ["\u2044"] = "/", ["\u00D7"] = "x",
        ["\u00A0"] = " ", ["\u2002"] = " ", ["\u2003"] = " ", ["\u2007"] = " ", ["\u2009"] = " ", ["\u200A"] = " ", ["\u202F"] = " ", ["\t"] = " ",
        ["\u2028"] = "\n", ["\u2029"] = "\n",
        ["\u00AD"] = "", ["\u200B"] = "", ["\u200E"] = "", ["\u200F"] = "", ["\u2060"] = "", ["\uFEFF"] = "",
    }.ToFrozenDictionary();

    /// <summary>With every such sign made plain; what stands inside a joined character stays.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in Clusters(text))
        {
            plain.Append(Table.GetValueOrDefault(sign, sign));
        }

        return plain.ToString();
    }

    private static IEnumerable<string> Clusters(string text)
    {
        var signs = System.Globalization.StringInfo.GetTextElementEnumerator(text);
        while (signs.MoveNext())
        {
            yield return signs.GetTextElement();
        }
    }
}
