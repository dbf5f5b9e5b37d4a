using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Inbox;

namespace OrleansSms.Web.Components.Inbox;

/// <summary>
/// The rows of the list in the order they are shown. Data is refreshed in place; order and membership wait while a hand
/// is on the list.
/// </summary>
/// <param name="oldestFirst">The other way round.</param>
public sealed class RowBoard(Func<InboxRow, bool> belongs, bool oldestFirst = false)
{
    private readonly Dictionary<ConversationId, InboxRow> _waiting = [];

    public ImmutableArray<InboxRow> Rows { get; private set; } = [];

    public string? NextCursor { get; private set; }

    /// <summary>The open conversation: once in the list it stays until it is left, whatever the filter says.</summary>
    public ConversationId? Kept { get; set; }

    public bool Held { get; private set; }

    /// <summary>Conversations whose place is not up to date.</summary>
    public int Pending => _waiting.Count;

    public void Load(InboxPage page)
    {
        _waiting.Clear();
        var kept = Kept is { } id ? Find(id) : null;
        Rows = page.Rows;
        NextCursor = page.NextCursor;
        if (kept is not null && Find(kept.Head.Id) is null)
        {
            Rows = Rows.Add(kept);
        }

        Sort();
    }

    /// <summary>Takes rows that were read anew; under a hand they are refreshed in place.</summary>
    public void Refresh(InboxPage page)
    {
        if (!Held)
        {
            Load(page);
            return;
        }

        foreach (var row in page.Rows)
        {
            Put(row);
        }
    }

    public void Append(InboxPage page)
    {
        var known = Rows.Select(row => row.Head.Id).ToHashSet();
        Rows = Rows.AddRange(page.Rows.Where(row => !known.Contains(row.Head.Id)));
        NextCursor = page.NextCursor;
    }

    public InboxRow? Find(ConversationId id)
    {
        var index = IndexOf(id);
        return index < 0 ? null : Rows[index];
    }

    /// <summary>Folds a change in.</summary>
    /// <returns>True: the row is not known here and must be read, since my read position is not part of a change.</returns>
    public bool Apply(ConversationChange change, Guid me)
    {
        var known = Find(change.Head.Id) ?? _waiting.GetValueOrDefault(change.Head.Id);
        if (known is null)
        {
            return !IsBelow(change.Head);
        }

        Put(change.Head.Version > known.Head.Version ? known.After(change, me) : known);
        return false;
    }

    /// <summary>Takes a row as it is now.</summary>
    public void Put(InboxRow row)
    {
        var index = IndexOf(row.Head.Id);
        var moves = index < 0 || Rows[index].Head.LastActivityAt != row.Head.LastActivityAt;
        if (index >= 0)
        {
            if (row.Head.Version < Rows[index].Head.Version)
            {
                return;
            }

            Rows = Rows.SetItem(index, row);
        }
        else if (!belongs(row) || IsBelow(row.Head))
        {
            _waiting.Remove(row.Head.Id);
            return;
        }

        if (moves)
        {
            _waiting[row.Head.Id] = row;
        }

        if (!Held)
        {
            Release();
        }
    }

    public void Hold() => Held = true;

    /// <summary>Brings order and membership up to date.</summary>
    public void Release()
    {
        Held = false;
        Rows = [.. Rows, .. _waiting.Values.Where(row => IndexOf(row.Head.Id) < 0)];
        _waiting.Clear();
        Sort();
    }

    private void Sort()
    {
        Rows = [.. Rows.Where(Belongs).OrderByDescending(row => row.Head.LastActivityAt).ThenByDescending(row => row.Head.Id.Value)];
        if (oldestFirst)
        {
            Rows = [.. Rows.Reverse()];
        }
    }

    private bool Belongs(InboxRow row) => row.Head.Id == Kept || belongs(row);

    // Beyond what was read so far: it comes with its page.
    private bool IsBelow(ConversationHead head) => NextCursor is not null && !Rows.IsEmpty
        && (oldestFirst ? head.LastActivityAt > Rows[^1].Head.LastActivityAt : head.LastActivityAt < Rows[^1].Head.LastActivityAt);

    private int IndexOf(ConversationId id)
    {
        for (var i = 0; i < Rows.Length; i++)
        {
            if (Rows[i].Head.Id == id)
            {
                return i;
            }
        }

        return -1;
    }
}
