using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Members;

namespace OrleansSms.Web.Words;

/// <summary>Whom a note calls: @ and a colleague's name, or a first name that only one of them has.</summary>
internal static class Mentions
{
    public static ImmutableArray<Guid> In(string text, ImmutableArray<Colleague> colleagues)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            return [];
        }

        var firstNames = colleagues.CountBy(one => First(one.Name), StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        return [.. colleagues
            .Where(one => one.Name.Length > 0 && (IsCalled(text, one.Name) || (firstNames[First(one.Name)] == 1 && IsCalled(text, First(one.Name)))))
            .Select(one => one.Id).Take(NoteDraft.MostMentions)];
    }

    private static string First(string name) => name.Split(' ')[0];

    private static bool IsCalled(string text, string name)
    {
        for (var at = 0; (at = text.IndexOf("@" + name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var (before, after) = (at == 0 ? ' ' : text[at - 1], at + 1 + name.Length < text.Length ? text[at + 1 + name.Length] : ' ');
            if (!char.IsLetterOrDigit(before) && !char.IsLetterOrDigit(after))
            {
                return true;
            }
        }

        return false;
    }
}
