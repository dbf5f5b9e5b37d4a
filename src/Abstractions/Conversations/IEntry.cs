namespace OrleansSms.Conversations;

/// <summary>One thing in a thread: a <see cref="Message"/>, a <see cref="Calls.Call"/>, or an <see cref="Aside"/> of our own side.</summary>
public interface IEntry
{
    /// <summary>The same id again is the same entry.</summary>
    Guid Id { get; }

    ConversationId ConversationId { get; }

    /// <summary>1, 2, 3 … without gaps, over all kinds of entries of the conversation.</summary>
    int Number { get; }

    /// <summary>UTC.</summary>
    DateTimeOffset DateCreated { get; }
}
