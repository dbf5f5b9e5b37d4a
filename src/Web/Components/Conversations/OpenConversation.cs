using System.Globalization;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Web.Live;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Conversations;

/// <summary>The conversation on the screen: its head, the window on its thread, and what came in below.</summary>
public sealed class OpenConversation(IDesk desk, Guid me, ConversationId id)
{
    private const int RefreshSize = 200;
    private const int MostWaiting = 100;

    private string? _called;

    private int _pointed;

    public InboxRow? Row { get; private set; }

    /// <summary>What the contact is called.</summary>
    public string Called
    {
        get => _called ?? Who.Contact(Row!.Head.Contact);
        set => _called = value;
    }

    public ThreadWindow Window { get; } = new();

    /// <summary>Entry number under the "New" line; stays until the conversation is left.</summary>
    public int? NewFrom { get; private set; }

    /// <summary>What came in while the end was out of sight.</summary>
    public int Below { get; private set; }

    public bool AtEnd { get; private set; } = true;

    public bool KeptUnread { get; private set; }

    /// <summary>Our newest text: what became of it may tell something of the next.</summary>
    public Message? Newest => Window.Entries.OfType<Message>().LastOrDefault(message => message.Direction == Direction.Outbound);

    public WaitingTexts Waiting { get; } = new();

    public string Announcement { get; private set; } = "";

    /// <summary>The entry that a link led to, and how often one did.</summary>
    public string? Mark { get; private set; }

    /// <param name="at">The entry in the middle; null: the newest page.</param>
    public Task<OpenThread?> Read(int? at = null) => at is not { } number ? desk.Thread(id, null, ThreadWindow.PageSize, CancellationToken.None) :
        desk.Thread(id, (int)Math.Min(int.MaxValue, number + (ThreadWindow.PageSize / 2L)), ThreadWindow.PageSize, CancellationToken.None);

    public void Show(OpenThread opened, int? at = null)
    {
        Row = opened.Row;
        Window.Around(opened.Page);
        NewFrom = Window.HasNewer ? null : Window.FirstUnread(opened.Row.Unread);
        Point(at);
    }

    /// <summary>Brings an entry into view; one that is not in the window is read with its neighbours.</summary>
    public async Task GoTo(int number)
    {
        if ((number < Window.Oldest || number > Window.Newest) && await Read(number) is { } opened)
        {
            Row = opened.Row;
            Window.Around(opened.Page);
        }

        Point(number);
    }

    public async Task Older()
    {
        if (Window.HasOlder && await Page(Window.Oldest, ThreadWindow.PageSize) is { } page)
        {
            Window.Older(page);
        }
    }

    public async Task Newer()
    {
        if (Window.HasNewer && await Page(Window.Newest + 1 + ThreadWindow.PageSize, ThreadWindow.PageSize) is { } page)
        {
            Window.Newer(page);
        }
    }

    public async Task Latest()
    {
        if (Window.HasNewer && await Page(null, ThreadWindow.PageSize) is { } page)
        {
            Window.Load(page);
        }

        (Below, AtEnd) = (0, true);
    }

    public void Stick(bool stuck)
    {
        AtEnd = stuck;
        if (stuck && !Window.HasNewer)
        {
            Below = 0;
        }
    }

    public void Take(IEntry entry)
    {
        Waiting.Take(entry);
        Window.Upsert(entry, AtEnd);
    }

    /// <summary>What waits for its time, also what was written before the page began.</summary>
    public async Task ReadWaiting() => Waiting.Show((await desk.Scheduled(new(id, Limit: MostWaiting), CancellationToken.None)).Messages);

    /// <summary>The member marked it unread, and so it stays until it is opened again, whatever is on the screen.</summary>
    public void KeepUnread() => KeptUnread = true;

    /// <summary>Folds in what happened; reads again where something is missing between.</summary>
    /// <returns>False: nothing here was touched.</returns>
    public async Task<bool> Fold(LiveBatch batch)
    {
        var mine = batch.Changes.Where(change => change.Head.Id == id).ToArray();
        if (Row is null || (mine.Length == 0 && !batch.Missed))
        {
            return false;
        }

        var gap = batch.Missed;
        var arrived = new List<Message>();
        foreach (var change in mine.Where(change => change.Head.Version > Row.Head.Version))
        {
            gap |= change.Head.Version != Row.Head.Version + 1;
            if (change.Message is { Direction: Direction.Inbound } incoming && incoming.Number > Row.Head.LastNumber)
            {
                arrived.Add(incoming);
            }

            Row = Row.After(change, me);
            if (change.Entry is { } entry && !gap)
            {
                Waiting.Take(entry);
                Window.Upsert(entry, AtEnd);
            }
        }

        Below = AtEnd ? Below : Below + arrived.Count;
        Announce(arrived);
        if (gap)
        {
            await Refresh();
        }

        return true;
    }

    public async Task Seen(int inbound)
    {
        if (!KeptUnread && Row is { Unread: > 0 } row && inbound > row.ReadCount)
        {
            await desk.MarkRead(id, Math.Min(inbound, row.Head.InboundCount), CancellationToken.None);
        }
    }

    /// <summary>Reads head and window anew, without moving the window.</summary>
    public async Task Refresh()
    {
        if (await Read() is not { } opened)
        {
            Row = null;
            return;
        }

        Row = opened.Row;
        await ReadWaiting();
        if (Window.Entries.IsEmpty)
        {
            Window.Load(opened.Page);
            return;
        }

        var (from, newest) = (Window.Oldest, Window.Newest);
        var read = new List<IEntry>();
        for (int? before = Window.HasNewer ? newest + 1 : null; read.Count <= ThreadWindow.Cap;)
        {
            var page = await Page(before, RefreshSize);
            read.InsertRange(0, page?.Entries ?? []);
            before = page?.NextBefore;
            if (before is null || read.Count == 0 || read[0].Number <= from)
            {
                break;
            }
        }

        if (read.Count > 0 && read[0].Number > newest + 1)
        {
            Window.Load(opened.Page);
        }
        else
        {
            Window.Refresh([.. read.Where(entry => entry.Number >= from)], opened.Row.Head.LastNumber);
        }
    }

    private void Point(int? number)
    {
        if (number is { } entry)
        {
            AtEnd = false;
            Mark = string.Create(CultureInfo.InvariantCulture, $"{entry} {++_pointed}");
        }
    }

    private void Announce(List<Message> arrived)
    {
        if (arrived.Count > 0)
        {
            var who = Called;
            Announcement = arrived.Count == 1 ? $"New message from {who}: {arrived[0].Body}" : $"{arrived.Count} new messages from {who}";
        }
    }

    private async Task<ThreadPage?> Page(int? before, int limit) => (await desk.Thread(id, before, limit, CancellationToken.None))?.Page;
}
