using OrleansSms.Conversations;

namespace OrleansSms.Web.Components.Conversations;

/// <summary>What a colleague sent to the contact since the conversation was opened here.</summary>
public sealed class Meanwhile(Guid me)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private int? _from;

    /// <summary>The newest of them; null: none.</summary>
    public Message? Reply { get; private set; }

    /// <param name="lastNumber">Number of the newest entry that was there before.</param>
    public void Begin(int lastNumber) => _from ??= lastNumber;

    /// <summary>A text that leaves much later is no reply to what is being answered now.</summary>
    public void Look(IEnumerable<Message> messages)
    {
        foreach (var message in messages.Where(IsTheirs))
        {
            if (message.Number > (Reply?.Number ?? _from))
            {
                Reply = message;
            }
        }
    }

    private bool IsTheirs(Message message) =>
        message.Direction == Direction.Outbound && message.UserId is { } by && by != me && !(message.SendAt - message.DateCreated > Soon);
}
