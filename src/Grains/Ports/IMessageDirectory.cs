using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>Finds messages outside their conversation, for callers that know only part of their identity.</summary>
public interface IMessageDirectory
{
    /// <summary>Which of our messages the carrier's name belongs to; null when to none.</summary>
    Task<MessagePlace?> FindBySid(string messageSid, CancellationToken cancellation);

    /// <summary>Where an outbound message with our id stands; null when nowhere.</summary>
    Task<Message?> FindOutbound(Guid messageId, CancellationToken cancellation);
}

/// <summary>Where a message lives.</summary>
public sealed record MessagePlace(ConversationId ConversationId, Guid MessageId);
