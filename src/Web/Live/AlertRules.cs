using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Members;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Live;

/// <summary>What of all that happens a member is told of.</summary>
internal static class AlertRules
{
    // What is older happened while the member was told of it elsewhere, or comes to light late and is in the list.
    private static readonly TimeSpan News = TimeSpan.FromMinutes(10);

    /// <returns>Null: nothing to tell this member.</returns>
    public static AlertKind? Of(ConversationChange change, Guid me, DateTimeOffset now) => change switch
    {
        { Aside: { Kind: AsideKind.Note } note } when note.UserId != me && !note.Mentions.IsDefaultOrEmpty && note.Mentions.Contains(me) && IsNews(note.DateCreated, now) => AlertKind.Mentioned,
        { Aside: { Kind: AsideKind.Assigned } given } when given.Subject == me && given.UserId != me && IsNews(given.DateCreated, now) => AlertKind.Assigned,
        { Message: { Direction: Direction.Inbound } text } when IsNew(text, change.Head, now) => change.Head.AssigneeId is { } assignee ? assignee == me ? AlertKind.Mine : null : AlertKind.Unassigned,
        { Message: { Direction: Direction.Outbound } text } when text.UserId == me && StatusWords.IsFailure(text.Status) && IsNews(text.DateUpdated, now) => AlertKind.Failed,
        { Call: { Direction: Direction.Inbound } call } when call.Status.IsMissed() && IsNews(call.EndedAt ?? call.DateUpdated, now) => change.Head.AssigneeId is { } assignee && assignee != me ? null : AlertKind.Missed,
        _ => null,
    };

    /// <summary>The same for the same thing on every screen; a text that was sent again can fail again.</summary>
    public static string IdOf(ConversationChange change, AlertKind kind) => kind == AlertKind.Failed
        ? $"{change.Head.Id}/{change.Message!.Number}/failed/{Rounds.Newest(change.Message.Timeline)}"
        : $"{change.Head.Id}/{change.Entry!.Number}";

    // A bill that comes later is no news; what never came by itself has its bill already.
    private static bool IsNew(Message text, ConversationHead head, DateTimeOffset now) =>
        text.Number == head.LastNumber && (text.Price is null || text.Recovered) && IsNews(text.DateUpdated, now);

    private static bool IsNews(DateTimeOffset at, DateTimeOffset now) => now - at < News;
}
