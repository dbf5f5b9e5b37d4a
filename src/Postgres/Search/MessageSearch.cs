using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Postgres.Access;
using OrleansSms.Search;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Search;

/// <summary>Texts, notes and calls with all that was asked for, from new to old.</summary>
internal sealed class MessageSearch([FromKeyedServices(DataSources.Search)] MembersDatabase database, TimeProvider time)
{
    // Of what the index finds, only a part has the words in the order asked for.
    private const int Candidates = 400;

    /// <summary>$1 to $3 the places.</summary>
    internal const string TextsSql = """
        select c.id, place.number, coalesce(m.id, a.id, k.id), c.line, c.contact, coalesce(m.direction, k.direction), place.at,
          coalesce(m.body, a.body, call_said(k.recordings)), k.status
        from unnest($1::uuid[], $2::int[], $3::timestamptz[]) with ordinality as place (id, number, at, position)
        join conversations c on c.id = place.id
        left join sms_messages m on m.conversation_id = place.id and m.number = place.number
        left join asides a on a.conversation_id = place.id and a.number = place.number and a.kind = 'note'
        left join calls k on k.conversation_id = place.id and k.number = place.number
        where coalesce(m.body, a.body, call_said(k.recordings)) is not null
        order by place.position
        """;

    public async Task<(ImmutableArray<MessageHit> Hits, SearchCursor? Next, bool IsCut)> Find(
        Guid userId, SearchWish wish, string? line, SearchCursor? from, int limit, TimeSpan patience, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var found = new List<(MessageHit Hit, int Whole)>();
        var most = wish.HasOrder ? Math.Max(Candidates, limit + 1) : limit + 1;
        while (true)
        {
            var left = patience - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return (Ranked(found), from, true);
            }

            var places = await Places(userId, wish, line, from, most, left, cancellation);
            var end = places.FirstOrDefault(place => place.ConversationId is null);
            // What is older than that moment is only a part of what there is.
            places = [.. places.Where(place => place.ConversationId is not null && (end is null || place.At > end.At)).Take(most)];
            var isLast = places.Length < most;
            // What was written anew is in the index twice.
            places = [.. places.DistinctBy(place => (place.ConversationId, place.Number))];
            foreach (var text in await Texts(userId, places, cancellation))
            {
                var pieces = SearchPiece.Of(text.Body);
                if (wish.In(pieces) is not { } hits)
                {
                    continue;
                }

                if (found.Count == limit)
                {
                    return (Ranked(found), After(found[^1].Hit), false);
                }

                var (snippet, ranges) = SearchSnippet.Of(text.Body, hits);
                found.Add((text.Hit with { Snippet = snippet, Ranges = ranges }, wish.Whole(pieces)));
            }

            if (end is not null)
            {
                return (Ranked(found), SearchCursor.Through(end.At), true);
            }

            if (isLast)
            {
                return (Ranked(found), null, false);
            }

            from = new(places[^1].At, places[^1].ConversationId!.Value, places[^1].Number);
        }
    }

    private static SearchCursor After(MessageHit hit) => new(hit.At, hit.ConversationId.Value, hit.Number);

    private static ImmutableArray<MessageHit> Ranked(List<(MessageHit Hit, int Whole)> found) => [.. found.OrderByDescending(one => one.Whole).Select(one => one.Hit)];

    private Task<ImmutableArray<Place>> Places(
        Guid userId, SearchWish wish, string? line, SearchCursor? from, int most, TimeSpan patience, CancellationToken cancellation) => database.Read(
        userId,
        """
        select conversation_id, number, at from search_words($1, $2, $3, $4, $5, $6, $7)
        order by at desc, conversation_id desc nulls first, number desc
        """,
        [Text(wish.Wanted), OptionalText(line), Time(from?.At), Uuid(from?.ConversationId), Int(from?.Number), Int(most), Span(patience)],
        row => new Place(row.Optional<Guid>(0), row.Optional<int>(1) ?? 0, row.Time(2)), cancellation);

    /// <summary>What the places say, as far as the member may see it, in the same order.</summary>
    private Task<ImmutableArray<(MessageHit Hit, string Body)>> Texts(Guid userId, ImmutableArray<Place> places, CancellationToken cancellation) => database.Read(
        userId,
        TextsSql,
        [
            Uuids([.. places.Select(place => place.ConversationId!.Value)]), Ints([.. places.Select(place => place.Number)]),
            Times([.. places.Select(place => place.At)]),
        ],
        row => (new MessageHit(
            new(row.GetGuid(0)), row.GetInt32(1), row.GetGuid(2), row.GetString(3), row.GetString(4),
            row.OptionalText(5) is { } direction ? Word.Read<Direction>(direction) : null, row.Time(6), "", [],
            row.OptionalText(8) is { } status ? Word.Read<CallStatus>(status) : null), row.GetString(7)),
        cancellation);

    private sealed record Place(Guid? ConversationId, int Number, DateTimeOffset At);
}
