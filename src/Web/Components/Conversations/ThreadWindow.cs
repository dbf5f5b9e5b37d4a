using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Web.Components.Conversations;

/// <summary>The stretch of a thread that is on the page: without gaps, at most <see cref="Cap"/> messages.</summary>
public sealed class ThreadWindow
{
    public const int PageSize = 50;
    public const int Cap = 300;

    public ImmutableList<Message> Messages { get; private set; } = [];

    public bool HasOlder { get; private set; }

    /// <summary>The window does not reach the newest message.</summary>
    public bool HasNewer { get; private set; }

    public int Oldest => Messages.IsEmpty ? 0 : Messages[0].Number;

    public int Newest => Messages.IsEmpty ? 0 : Messages[^1].Number;

    /// <summary>Shows the newest page.</summary>
    public void Load(ThreadPage page)
    {
        Messages = [.. page.Messages];
        HasOlder = page.NextBefore is not null;
        HasNewer = false;
    }

    public void Older(ThreadPage page)
    {
        Messages = Messages.InsertRange(0, page.Messages.Where(message => Messages.IsEmpty || message.Number < Oldest));
        HasOlder = page.NextBefore is not null;
        if (Messages.Count > Cap)
        {
            Messages = Messages.RemoveRange(Cap, Messages.Count - Cap);
            HasNewer = true;
        }
    }

    /// <summary>Takes the page that follows the window; read with <c>before</c> = newest + 1 + page size.</summary>
    public void Newer(ThreadPage page)
    {
        Messages = Messages.AddRange(page.Messages.Where(message => message.Number > Newest));
        HasNewer = Newest < page.Head.LastNumber;
        DropOldest();
    }

    /// <summary>A message that is new or changed.</summary>
    public void Upsert(Message message, bool atEnd)
    {
        var index = message.Number - Oldest;
        if (index >= 0 && index < Messages.Count)
        {
            Messages = Messages.SetItem(index, message);
            return;
        }

        if (message.Number < Oldest)
        {
            return;
        }

        if (HasNewer || (!Messages.IsEmpty && message.Number != Newest + 1))
        {
            HasNewer = true;
            return;
        }

        Messages = Messages.Add(message);
        if (atEnd)
        {
            DropOldest();
        }
    }

    /// <summary>Puts what was read anew over what is there; pages must touch the window or be newer.</summary>
    public void Refresh(IReadOnlyList<Message> read, int lastNumber)
    {
        var from = read.Count == 0 ? int.MaxValue : read[0].Number;
        Messages = [.. Messages.Where(message => message.Number < from), .. read];
        HasNewer = Newest < lastNumber;
    }

    public bool Contains(Guid id) => Messages.Exists(message => message.Id == id);

    /// <summary>Number of the first of the newest <paramref name="unread"/> incoming messages; null when nothing is unread.</summary>
    public int? FirstUnread(int unread)
    {
        int? first = null;
        for (var i = Messages.Count - 1; i >= 0 && unread > 0; i--)
        {
            if (Messages[i].Direction == Direction.Inbound)
            {
                first = Messages[i].Number;
                unread--;
            }
        }

        return first;
    }

    private void DropOldest()
    {
        if (Messages.Count > Cap)
        {
            Messages = Messages.RemoveRange(0, Messages.Count - Cap);
            HasOlder = true;
        }
    }
}
