using OrleansSms.Calls;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Calls;

/// <summary>Calls as many as a test needs.</summary>
internal static class Calls
{
    public const string Phone = "+447700900555";

    public static CallDraft Draft(Guid? id = null) => new(id ?? Guid.NewGuid(), Some.Line, Some.Contact, Some.User, Phone);

    public static Call Placed() => new Conversation(Some.Id).Place(Draft(), Some.Now).Call!;

    public static InboundCall Inbound(int sid) => new("CA" + Some.Sid(sid)[2..], Some.Line, Some.Contact);
}
