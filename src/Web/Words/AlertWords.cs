using OrleansSms.Conversations;
using OrleansSms.Members;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Words;

/// <summary>What a member is told, in words.</summary>
internal static class AlertWords
{
    private const int Longest = 140;

    public static string Of(AlertKind kind) => kind switch
    {
        AlertKind.Mine => "New message in one of mine",
        AlertKind.Unassigned => "New message that nobody has",
        AlertKind.Assigned => "A conversation is assigned to me",
        AlertKind.Mentioned => "A note mentions me",
        AlertKind.Failed => "A message of mine was not delivered",
        _ => "",
    };

    /// <param name="who">What the contact is called.</param>
    public static (string Title, string Body) Of(AlertKind kind, ConversationChange change, string who, Team team) => kind switch
    {
        AlertKind.Assigned => ($"{team.NameOf(change.Aside!.UserId)} assigned {who} to you", Preview.Text(change.Head)),
        AlertKind.Mentioned => ($"{team.NameOf(change.Aside!.UserId)} mentioned you · {who}", Start(change.Aside.Body)),
        AlertKind.Failed => ($"Not delivered to {who}", Start(change.Message!.Body)),
        _ => (who, Start(change.Message!.Body)),
    };

    public static string Of(Absence absence)
    {
        var said = $"{Plural.Of(absence.Messages, "new message")} in {Plural.Of(absence.Conversations, "conversation")}";
        return (absence.Messages, absence.Mentions) switch
        {
            (0, var mentions) => Plural.Of(mentions, "mention"),
            (_, 0) => said,
            (_, var mentions) => $"{said}, {Plural.Of(mentions, "mention")}",
        };
    }

    private static string Start(string body)
    {
        var line = Preview.OneLine(body);
        return line.Length switch { 0 => "Photo or file", > Longest => string.Concat(line.AsSpan(0, Longest - 1), "…"), _ => line };
    }
}
