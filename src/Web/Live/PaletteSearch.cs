using System.Collections.Immutable;
using OrleansSms.Contacts;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Live;

/// <summary>Conversations by whom they are with: what the book calls them, or their number.</summary>
internal sealed class PaletteSearch(IDesk desk, IContactBook book, IContactNames names, Member member)
{
    private const int MostHits = 8;
    private const int MostContacts = 6;
    private const int MostTried = 24;

    public async Task<ImmutableArray<PaletteHit>> Find(string text, CancellationToken cancellation)
    {
        if (text.Length < 2)
        {
            return [];
        }

        var hits = new List<PaletteHit>();
        var people = await book.Page(new(Search: text, Limit: MostContacts), cancellation);
        var pairs = people.Contacts.SelectMany(contact => contact.Numbers.SelectMany(number => member.Lines.Select(line => (contact, number.Number, line))));
        foreach (var (contact, number, line) in pairs.Take(MostTried))
        {
            if (await Row(line.Number, number, cancellation) is { } row)
            {
                hits.Add(new(row.Head.Id, contact.Called, Who.Contact(number)));
            }
        }

        foreach (var row in (await desk.Inbox(new(Search: text, Limit: MostHits), cancellation)).Rows)
        {
            var called = await names.Of(row.Head.Contact, cancellation);
            hits.Add(new(row.Head.Id, called?.Name ?? Who.Contact(row.Head.Contact), called?.Name is null ? Preview.Text(row.Head) : Who.Contact(row.Head.Contact)));
        }

        return [.. hits.DistinctBy(hit => hit.Id).Take(MostHits)];
    }

    private async Task<InboxRow?> Row(string line, string number, CancellationToken cancellation)
    {
        try
        {
            return await desk.Row(await desk.Find(line, number, cancellation), cancellation);
        }
        catch (RefusedException)
        {
            // A sender that is no phone number is found by the list alone.
            return null;
        }
    }
}

/// <param name="Number">What stands beside the name.</param>
internal sealed record PaletteHit(ConversationId Id, string Name, string Number);
