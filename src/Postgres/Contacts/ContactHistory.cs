using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Contacts;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Calls;
using OrleansSms.Postgres.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Contacts;

/// <inheritdoc cref="IContactHistory"/>
/// <remarks>
/// Which conversations there can be follows from the member's lines and the contact's numbers, so nothing is searched. The
/// database looks again whose they are.
/// </remarks>
internal sealed class ContactHistory(MembersDatabase members, ContactDoor door, IContactBook book, ILineDirectory lines, IConversationIds ids) : IContactHistory
{
    private const int MostPerPage = 200;

    /// <summary>
    /// $1 and $2 how far each conversation was read, $3 limit. Each gives its newest from there by the keys of both tables; the
    /// limits of one keep it so, however large the tables are.
    /// </summary>
    internal const string Sql = $"""
        select {MessageRows.Columns}, {CallRows.ForMembers} from unnest($1::uuid[], $2::int[]) as place (conversation, before)
        cross join lateral (
          (select number from sms_messages where conversation_id = place.conversation and number < place.before order by number desc limit $3)
          union all
          (select number from calls where conversation_id = place.conversation and number < place.before order by number desc limit $3)
          order by number desc limit $3) as entry
        left join lateral (select m.* from sms_messages m where m.conversation_id = place.conversation and m.number = entry.number limit 1) m on true
        left join lateral (select {CallRows.ForMembers} from calls k where k.conversation_id = place.conversation and k.number = entry.number limit 1) k on true
        """;

    public async Task<ContactTimeline> Timeline(Guid contact, string? cursor, int limit, CancellationToken cancellation)
    {
        var caller = await door.Reader(cancellation);
        var talks = await Of(contact, caller.UserId, cancellation);
        var places = await Places(caller.UserId, talks, cursor, cancellation);
        limit = Math.Clamp(limit, 1, MostPerPage);
        var threads = (await members.Read(
                caller.UserId, Sql, [Columns.Uuids(places, place => place.Conversation), Columns.Ints(places, place => place.Before), Int(limit + 1)], Read, cancellation))
            .GroupBy(entry => entry.ConversationId).ToDictionary(thread => thread.Key, thread => thread.OrderByDescending(entry => entry.Number).ToList());
        var merged = TimelineMerge.Newest(threads.Values, limit + 1);
        var page = merged[..Math.Min(limit, merged.Length)];
        ImmutableArray<TimelineEntry> entries = [.. page.Select(entry => new TimelineEntry(entry, talks[entry.ConversationId].Line, talks[entry.ConversationId].Contact))];
        return new(entries, merged.Length <= limit ? null : new TimelineCursor([.. places.Select(place => After(place, page))]).ToString());
    }

    public async Task<ImmutableArray<InboxRow>> Conversations(Guid contact, CancellationToken cancellation)
    {
        var caller = await door.Reader(cancellation);
        var talks = await Of(contact, caller.UserId, cancellation);
        return await members.Read(caller.UserId, $"""
            select {HeadRows.Columns}, coalesce(r.inbound_count, 0) from conversations c
            left join read_positions r on r.user_id = $1 and r.conversation_id = c.id
            where c.id = any($2) order by c.last_activity_at desc, c.id desc limit {MostPerPage}
            """, [Uuid(caller.UserId), Columns.Uuids([.. talks.Keys], id => id.Value)], row => new InboxRow(HeadRows.Read(row), row.GetInt32(HeadRows.ColumnCount)), cancellation);
    }

    public async Task<ImmutableDictionary<Guid, ContactActivity>> Activity(ImmutableArray<Contact> contacts, CancellationToken cancellation)
    {
        var caller = await door.Reader(cancellation);
        var mine = await lines.LinesOf(caller.UserId, cancellation);
        var owners = contacts.SelectMany(contact => Talks(contact, mine).Select(talk => (talk.Key, contact.Id))).ToDictionary(one => one.Key.Value, one => one.Id);
        var found = await members.Read(
            caller.UserId, "select id, last_activity_at, opted_out from conversations where id = any($1)", [Columns.Uuids([.. owners.Keys], id => id)],
            row => (Contact: owners[row.GetGuid(0)], At: row.Time(1), OptedOut: row.GetBoolean(2)), cancellation);
        return found.GroupBy(talk => talk.Contact).ToImmutableDictionary(
            of => of.Key, of => new ContactActivity(of.Max(talk => talk.At), of.Any(talk => talk.OptedOut)));
    }

    private async Task<Dictionary<ConversationId, (string Line, string Contact)>> Of(Guid contact, Guid userId, CancellationToken cancellation) =>
        await book.Find(contact, cancellation) is { } found
            ? Talks(found, await lines.LinesOf(userId, cancellation)).ToDictionary()
            : throw new RefusedException(Refusals.ContactNotFound, "This contact is not there any more.");

    private IEnumerable<KeyValuePair<ConversationId, (string Line, string Contact)>> Talks(Contact contact, ImmutableArray<Line> mine) =>
        from line in mine from number in contact.Numbers select KeyValuePair.Create(ids.For(line.Number, number.Number), (line.Number, number.Number));

    /// <summary>Where to go on; what a cursor names and is not there for the member is left out.</summary>
    private async Task<ImmutableArray<TimelinePlace>> Places(
        Guid userId, Dictionary<ConversationId, (string Line, string Contact)> talks, string? cursor, CancellationToken cancellation) => cursor is null
        ? await members.Read(
            userId, "select id, last_number + 1 from conversations where id = any($1)", [Columns.Uuids([.. talks.Keys], id => id.Value)],
            row => new TimelinePlace(row.GetGuid(0), row.GetInt32(1)), cancellation)
        : TimelineCursor.Read(cursor).Places.RemoveAll(place => !talks.ContainsKey(new(place.Conversation)));

    private static IEntry Read(NpgsqlDataReader row) => row.IsDBNull(0) ? CallRows.ReadForMembers(row, MessageRows.ColumnCount) : MessageRows.Read(row);

    private static TimelinePlace After(TimelinePlace place, ImmutableArray<IEntry> page)
    {
        var read = page.Where(entry => entry.ConversationId.Value == place.Conversation).ToList();
        return read.Count == 0 ? place : place with { Before = read[^1].Number };
    }
}
