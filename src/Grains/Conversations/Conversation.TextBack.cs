using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;

namespace OrleansSms.Grains.Conversations;

// A text that follows from a call by itself.
internal sealed partial class Conversation
{
    /// <summary>Null: none is due. Decides on the newest entries, so they have to be in memory.</summary>
    /// <param name="before">The call as it was before it was missed.</param>
    public ConversationChange? AnswerByText(Call before, string words, DateTimeOffset now)
    {
        if (Head is not { } head || before.Status.IsMissed() || Call(before.Id) is not { } call || !TextBack.IsDue(call, head, Newest, now))
        {
            return null;
        }

        var text = Entry(head, MessageIds.OfTextBack(call.Id), head.Line, head.Contact, words, now) with
        {
            Direction = Direction.Outbound,
            Status = DeliveryStatus.Queued,
            NumSegments = SmsSegments.Of(words).Segments,
            Timeline = [new(DeliveryReport.TextBack, ErrorCode: null, MessageSid: null, now, CarrierDate: null)],
        };
        // The list goes on showing the missed call: that is what somebody has to look after.
        return new(head with { Version = head.Version + 1, LastNumber = text.Number, SmsCount = head.SmsCount + 1 }, text, OutboxStep.Enter, Read: null);
    }
}
