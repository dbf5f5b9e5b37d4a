using System.Globalization;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Conversations;

// How it follows what happens elsewhere.
public sealed partial class OpenConversation
{
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
        var came = 0;
        Call? missed = null;
        foreach (var change in mine.Where(change => change.Head.Version > Row.Head.Version))
        {
            gap |= change.Head.Version != Row.Head.Version + 1;
            if (change.Message is { Direction: Direction.Inbound } incoming && incoming.Number > Row.Head.LastNumber)
            {
                arrived.Add(incoming);
                came++;
            }
            else if (change.Call is { Direction: Direction.Inbound } call)
            {
                came += call.Number > Row.Head.LastNumber ? 1 : 0;
                missed = call.Status.IsMissed() && !IsToldAs(call) ? call : missed;
            }

            Row = Row.After(change, me);
            Window.Delete(change.Deleted);
            if (change.Entry is { } entry && !gap)
            {
                Waiting.Take(entry);
                Window.Upsert(entry, AtEnd);
            }
        }

        Below = AtEnd ? Below : Below + came;
        Announce(arrived, missed);
        if (gap)
        {
            await Refresh();
        }

        return true;
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

    // What is said of its recordings later is said of the same missed call.
    private bool IsToldAs(Call call) => Window.Entries.OfType<Call>().Any(known => known.Id == call.Id && known.Status == call.Status);

    private void Announce(List<Message> arrived, Call? missed)
    {
        if (missed is not null)
        {
            Announcement = Phrase.Of(missed.Status == CallStatus.Voicemail ? CallTexts.VoicemailFrom : CallTexts.MissedFrom, ("name", Called));
        }

        if (arrived.Count > 0)
        {
            Announcement = arrived.Count == 1
                ? Phrase.Of(ConversationTexts.NewMessageFrom, ("name", Called), ("text", arrived[0].Body))
                : Phrase.Of(ConversationTexts.NewMessagesFrom, ("count", arrived.Count), ("name", Called));
        }
    }
}
