using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Web.Components.Conversations;

/// <summary>The stretch of a thread that is on the page: without gaps, at most <see cref="Cap"/> entries.</summary>
public sealed class ThreadWindow
{
    public const int PageSize = 50;
    public const int Cap = 300;

    public ImmutableList<IEntry> Entries { get; private set; } = [];

    public bool HasOlder { get; private set; }

    /// <summary>The window does not reach the newest entry.</summary>
    public bool HasNewer { get; private set; }

    public int Oldest => Entries.IsEmpty ? 0 : Entries[0].Number;

    public int Newest => Entries.IsEmpty ? 0 : Entries[^1].Number;

    /// <summary>Shows the newest page.</summary>
    public void Load(ThreadPage page)
    {
        Entries = [.. page.Entries];
        HasOlder = page.NextBefore is not null;
        HasNewer = false;
    }

    /// <summary>Shows a page from somewhere in the thread.</summary>
    public void Around(ThreadPage page)
    {
        Load(page);
        HasNewer = Newest < page.Head.LastNumber;
    }

    public void Older(ThreadPage page)
    {
        Entries = Entries.InsertRange(0, page.Entries.Where(entry => Entries.IsEmpty || entry.Number < Oldest));
        HasOlder = page.NextBefore is not null;
        if (Entries.Count > Cap)
        {
            Entries = Entries.RemoveRange(Cap, Entries.Count - Cap);
            HasNewer = true;
        }
    }

    /// <summary>Takes the page that follows the window; read with <c>before</c> = newest + 1 + page size.</summary>
    public void Newer(ThreadPage page)
    {
        Entries = Entries.AddRange(page.Entries.Where(entry => entry.Number > Newest));
        HasNewer = Newest < page.Head.LastNumber;
        DropOldest();
    }

    /// <summary>An entry that is new or changed.</summary>
    public void Upsert(IEntry entry, bool atEnd)
    {
        var index = entry.Number - Oldest;
        if (index >= 0 && index < Entries.Count)
        {
            Entries = Entries.SetItem(index, entry);
            return;
        }

        if (entry.Number < Oldest)
        {
            return;
        }

        if (HasNewer || (!Entries.IsEmpty && entry.Number != Newest + 1))
        {
            HasNewer = true;
            return;
        }

        Entries = Entries.Add(entry);
        if (atEnd)
        {
            DropOldest();
        }
    }

    /// <summary>Texts whose words were deleted; null: none were.</summary>
    public void Delete(DeletedTexts? texts) => Entries = texts is null ? Entries : [.. Entries.Select(texts.After)];

    /// <summary>Puts what was read anew over what is there; pages must touch the window or be newer.</summary>
    public void Refresh(IReadOnlyList<IEntry> read, int lastNumber)
    {
        var from = read.Count == 0 ? int.MaxValue : read[0].Number;
        Entries = [.. Entries.Where(entry => entry.Number < from), .. read];
        HasNewer = Newest < lastNumber;
    }

    public bool Contains(Guid id) => Entries.Exists(entry => entry.Id == id);

    /// <summary>Number of the first of the newest <paramref name="unread"/> messages that came in and calls that were missed; null when nothing is unread.</summary>
    public int? FirstUnread(int unread)
    {
        int? first = null;
        for (var i = Entries.Count - 1; i >= 0 && unread > 0; i--)
        {
            if (Entries[i] is Message { Direction: Direction.Inbound } || (Entries[i] is Call { Direction: Direction.Inbound } call && call.Status.IsMissed()))
            {
                first = Entries[i].Number;
                unread--;
            }
        }

        return first;
    }

    private void DropOldest()
    {
        if (Entries.Count > Cap)
        {
            Entries = Entries.RemoveRange(0, Entries.Count - Cap);
            HasOlder = true;
        }
    }
}
