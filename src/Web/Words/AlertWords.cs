using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Members;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What a member is told, in words.</summary>
internal static class AlertWords
{
    private const int Longest = 140;

    public static string Of(AlertKind kind) => kind switch
    {
        AlertKind.Mine => NotificationTexts.KindMine,
        AlertKind.Unassigned => NotificationTexts.KindUnassigned,
        AlertKind.Assigned => NotificationTexts.KindAssigned,
        AlertKind.Mentioned => NotificationTexts.KindMentioned,
        AlertKind.Failed => NotificationTexts.KindFailed,
        AlertKind.Missed => NotificationTexts.KindMissed,
        AlertKind.Ringing => NotificationTexts.KindRinging,
        _ => "",
    };

    /// <param name="who">What the contact is called.</param>
    public static (string Title, string Body) Of(AlertKind kind, ConversationChange change, string who, Team team) => kind switch
    {
        AlertKind.Assigned => (Phrase.Of(NotificationTexts.Assigned, ("member", team.NameOf(change.Aside!.UserId)), ("contact", who)), Preview.Text(change.Head)),
        AlertKind.Mentioned => (Phrase.Of(NotificationTexts.Mentioned, ("member", team.NameOf(change.Aside!.UserId)), ("contact", who)), Start(change.Aside.Body)),
        AlertKind.Failed => (Phrase.Of(NotificationTexts.NotDelivered, ("contact", who)), Start(change.Message!.Body)),
        AlertKind.Missed => Called(change.Call!, who),
        _ => (who, Start(change.Message!.Body)),
    };

    public static string Of(Absence absence) => Phrase.Of(
        (absence.Messages, absence.Mentions) switch
        {
            (0, _) => NotificationTexts.MissedMentions,
            (_, 0) => NotificationTexts.MissedMessages,
            _ => NotificationTexts.MissedBoth,
        },
        ("messages", absence.Messages), ("conversations", absence.Conversations), ("mentions", absence.Mentions));

    private static (string Title, string Body) Called(Call call, string who) => call.Status == CallStatus.Voicemail
        ? (Phrase.Of(NotificationTexts.Voicemail, ("contact", who)), call.VoicemailRecording?.Transcript is { Length: > 0 } said ? Start(said) : PhoneWords.Preview(call.Status, call.Direction, call.VoicemailRecording?.Seconds))
        : (Phrase.Of(NotificationTexts.MissedCall, ("contact", who)), Who.Contact(call.From));

    private static string Start(string body)
    {
        var line = Preview.OneLine(body);
        return line.Length switch { 0 => NotificationTexts.Media, > Longest => string.Concat(line.AsSpan(0, Longest - 1), "…"), _ => line };
    }
}
