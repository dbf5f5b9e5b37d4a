using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

// What members ask of texts that have not left yet.
internal sealed partial class ConversationGrain
{
    public Task<Message?> Withdraw(Guid messageId, CancellationToken cancellation) =>
        Change(messageId, (conversation, message) => conversation.Withdraw(message, _time.Now()), cancellation);

    public Task<Message?> Reschedule(Guid messageId, Rescheduling wanted, CancellationToken cancellation) =>
        Change(messageId, (conversation, message) => conversation.Reschedule(message, wanted, _time.Now()), cancellation);

    private async Task<Message?> Change(Guid messageId, Func<Conversation, Message, ConversationChange?> decide, CancellationToken cancellation)
    {
        if (await Writer(cancellation) is null)
        {
            return null;
        }

        var (known, wanted) = ((Message?)null, (ConversationChange?)null);
        var change = await _turns.Take(new(conversation =>
            wanted = (known = conversation.Recent(messageId)) is null ? null : decide(conversation, known))
        {
            About = messageId,
        });
        if (wanted is not null && change is null)
        {
            throw Later.TooLate();
        }

        if (change is not null)
        {
            // Another time to wake at, or a text behind it that may go now.
            _bell.Ring(change.Head.Line);
        }

        return change?.Message ?? known;
    }
}
