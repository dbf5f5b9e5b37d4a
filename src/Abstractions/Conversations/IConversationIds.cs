namespace OrleansSms.Conversations;

/// <summary>Computes a conversation's id from its two numbers, the same way on every door of one installation.</summary>
public interface IConversationIds
{
    /// <param name="line">Our number, E.164.</param>
    /// <param name="contact">The other party as canonicalised by <c>PhoneNumber.Canonical</c>.</param>
    ConversationId For(string line, string contact);

    /// <summary>The id of the message that a caller's idempotency key stands for; the same key of the same member always gives the same id.</summary>
    Guid MessageFor(Guid member, string idempotencyKey);

    /// <summary>The same for a call.</summary>
    Guid CallFor(Guid member, string idempotencyKey);
}
