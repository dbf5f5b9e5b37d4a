using OrleansSms.Live;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>Who else is at a conversation, in words.</summary>
internal static class CompanyWords
{
    /// <summary>"Dana is typing a reply · Sam is here"; empty when nobody is.</summary>
    public static string Of(IReadOnlyCollection<Attendant> people, Team team) => string.Join(" · ", people
        .GroupBy(one => one.Doing)
        .OrderByDescending(group => group.Key)
        .Select(group => (Names: group.Select(one => team.NameOf(one.UserId)).ToArray(), Text: Does(group.Key)))
        .Where(part => part.Text is not null)
        .Select(part => Phrase.Of(part.Text!, ("names", Names(part.Names)), ("count", part.Names.Length))));

    /// <summary>For a row of the list; null when nobody writes.</summary>
    public static string? Replying(IReadOnlyCollection<Attendant> people, Team team) =>
        people.Where(one => one.Doing == Doing.Typing).Select(one => team.NameOf(one.UserId)).ToArray() switch
        {
            [] => null,
            var names => Phrase.Of(MessageTexts.IsReplying, ("names", Names(names)), ("count", names.Length)),
        };

    private static string Names(string[] names) => names switch
    {
        [var one] => one,
        [var one, var other] => Phrase.Of(MessageTexts.TwoNames, ("one", one), ("other", other)),
        _ => Phrase.Of(MessageTexts.ManyNames, ("one", names[0]), ("other", names[1]), ("count", names.Length - 2)),
    };

    private static string? Does(Doing doing) => doing switch
    {
        Doing.Typing => MessageTexts.IsTyping,
        Doing.Noting => MessageTexts.IsNoting,
        Doing.Here => MessageTexts.IsHere,
        _ => null,
    };
}
