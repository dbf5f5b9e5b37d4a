using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Web.Tests.Calls;

/// <summary>Calls to test with.</summary>
internal static class SomeCall
{
    public static readonly Guid Dana = new("00000000-0000-0000-0000-00000000000d");

    /// <summary>Placed by the member at the screen, unless it came in.</summary>
    public static Call Of(CallStatus status, Direction direction = Direction.Outbound, int number = 3, Guid? by = null) => new(
        new Guid(number, 7, 7, new byte[8]), Some.Conversation, number, direction, "CA1",
        direction == Direction.Inbound ? Some.Contact : Some.Line, direction == Direction.Inbound ? Some.Line : Some.Contact,
        status, by ?? (direction == Direction.Outbound ? Some.Me : null), null, Some.Noon, null, null, Some.Noon, null, null, [], []);

    public static Call Talking(Guid? by = null) => Of(CallStatus.Talking, by: by) with { AnsweredAt = Some.Noon.AddSeconds(-83) };

    public static CallRecording Recording(RecordingStatus status = RecordingStatus.Ready, RecordingKind kind = RecordingKind.Voicemail) =>
        new("RE1", kind, status, 32, 1, null, null, null, Some.Noon);

    public static ConversationChange Change(Call call, long version = 2) => Some.Change(Some.Head(version: version, last: call.Number)) with { Call = call };
}
