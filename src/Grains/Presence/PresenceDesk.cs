using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Live;
using OrleansSms.Members;

namespace OrleansSms.Grains.Presence;

/// <summary>The edge of presence: who sits down, and who is told, is looked at here.</summary>
internal sealed class PresenceDesk(
    ICallers callers, IInboxQueries queries, ILineDirectory lines, IAccessChanges access, LocalSeats seats, PresenceBook book, ILogger<PresenceWatch> logger) : IPresence
{
    public async Task<ISeat?> Sit(ConversationId id, CancellationToken cancellation)
    {
        var caller = callers.Current;
        if (!caller.May(Scopes.Read) || await queries.Row(caller.UserId, id, cancellation) is not { } row)
        {
            return null;
        }

        return await lines.AccessTo(row.Head.Line, caller.UserId, cancellation) is { } granted
            ? seats.Take(new(Guid.NewGuid(), id, row.Head.Line, caller.UserId, Doing.Here), granted == LineAccess.Use && caller.May(Scopes.Send))
            : null;
    }

    public IDisposable Watch(Action<Attendance> told)
    {
        var caller = callers.Current;
        return caller.May(Scopes.Read) ? new PresenceWatch(caller.UserId, lines, access, book, told, logger) : new Subscription(() => { });
    }
}
