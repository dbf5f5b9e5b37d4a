using System.Collections.Immutable;

namespace OrleansSms.Postgres.Checks;

/// <summary>Whether everything can be found: in the index, or on its way there.</summary>
internal static class SearchChecks
{
    private const string Rebuild = "Start a silo and run: dotnet OrleansSms.Silo.dll rebuild-search. It may run beside running silos; what is not in the index yet is found as it gets there.";

    public static ImmutableArray<ICheck> All { get; } =
    [
        new SqlCheck(
            [
                new("search-gaps", "Every message, note and word of a call is in the index of searches or in its queue", Rebuild),
                new("search-people", "Every conversation with something in the index, or with a call, is found by its number", Rebuild),
                new("search-blocks", "The index knows how old its blocks are", Rebuild),
                new("search-leftovers", "Nothing that was deleted is in the index of searches", Rebuild),
            ],
            """
            select 'search-gaps', c.id::text, format('%s of %s entries are in neither', there.said - there.known, there.said)
            from (
              select conversation_id, count(*) filter (where is_said) as said, count(*) filter (where not is_said) as known
              from (
                select conversation_id, number, true as is_said from sms_messages where body_deleted_at is null
                union all select conversation_id, number, true from asides where kind = 'note' and body_deleted_at is null
                union all select conversation_id, number, true from calls where call_said(recordings) is not null
                union all (
                  (select conversation_id, number, false from search_entries except select conversation_id, number, false from search_gone_queue)
                  union select conversation_id, number, false from search_queue
                  union select q.conversation_id, q.number, false from search_call_queue q
                    join calls k on k.conversation_id = q.conversation_id and k.number = q.number and call_said(k.recordings) is not null)) as places
              group by conversation_id) as there
            join conversations c on c.id = there.conversation_id
            where there.said > there.known
            union all
            select 'search-people', e.conversation_id::text, 'not among the numbers'
            from (
              select conversation_id from search_entries
              union (select conversation_id from calls except select conversation_id from search_call_queue)) e
            join conversations c on c.id = e.conversation_id
            where not exists (select from search_people p where p.conversation_id = e.conversation_id and p.line = c.line and p.contact = c.contact)
            union all
            select 'search-blocks', coalesce(min(b.id), 0)::text, 'the blocks end before their entries do'
            from search_blocks b having min(b.from_at) > (select min(at) from search_entries) or max(b.to_at) < (select max(at) from search_entries)
              or coalesce(sum(b.entries), 0) <> (select count(*) from search_entries)
            union all
            select 'search-leftovers', e.conversation_id::text, format('entry %s', e.number)
            from search_entries e left join calls k on k.conversation_id = e.conversation_id and k.number = e.number
            where e.of_call and call_said(k.recordings) is null
              and not exists (select from search_call_queue q where q.conversation_id = e.conversation_id and q.number = e.number)
            union all
            select 'search-leftovers', e.conversation_id::text, format('entry %s', e.number)
            from search_entries e left join sms_messages m on m.conversation_id = e.conversation_id and m.number = e.number
              left join asides a on a.conversation_id = e.conversation_id and a.number = e.number
            where not e.of_call and coalesce(m.body_deleted_at, a.body_deleted_at) is not null
              and not exists (select from search_gone_queue q where q.conversation_id = e.conversation_id and q.number = e.number)
            """),
    ];
}
