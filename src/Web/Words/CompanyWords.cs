using OrleansSms.Live;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Words;

/// <summary>Who else is at a conversation, in words.</summary>
internal static class CompanyWords
{
    /// <summary>"Dana is typing a reply · Sam is here"; empty when nobody is.</summary>
    public static string Of(IReadOnlyCollection<Attendant> people, Team team) => string.Join(" · ", people
        .GroupBy(one => one.Doing)
        .OrderByDescending(group => group.Key)
        .Select(group => (Who: Names([.. group.Select(one => team.NameOf(one.UserId))]), Verb: group.Count() == 1 ? "is" : "are", Does: Does(group.Key)))
        .Where(part => part.Does is not null)
        .Select(part => $"{part.Who} {part.Verb} {part.Does}"));

    /// <summary>For a row of the list; null when nobody writes.</summary>
    public static string? Replying(IReadOnlyCollection<Attendant> people, Team team) =>
        people.Where(one => one.Doing == Doing.Typing).Select(one => team.NameOf(one.UserId)).ToArray() switch
        {
            [] => null,
            [var one] => $"{one} is replying…",
            var several => $"{Names(several)} are replying…",
        };

    private static string Names(string[] names) => names switch
    {
        [var one] => one,
        [var one, var other] => $"{one} and {other}",
        _ => $"{names[0]}, {names[1]} and {Plural.Of(names.Length - 2, "other")}",
    };

    private static string? Does(Doing doing) => doing switch
    {
        Doing.Typing => "typing a reply",
        Doing.Noting => "writing a note",
        Doing.Here => "here",
        _ => null,
    };
}
