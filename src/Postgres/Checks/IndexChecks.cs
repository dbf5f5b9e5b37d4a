using System.Collections.Immutable;

namespace OrleansSms.Postgres.Checks;

/// <summary>The unique indexes that make doubles impossible, and whether they did.</summary>
internal static class IndexChecks
{
    public static ImmutableArray<ICheck> All { get; } =
    [
        new SqlCheck(
            [new("indexes", "Every index is there and valid", "If doubles are reported below, settle them first. Then: reindex index concurrently NAME. A missing one is made again as its script in sql/ makes it.")],
            """
            select 'indexes', wanted.name, case when i.indexrelid is null then 'missing' when not i.indisunique then 'not unique' else 'not valid' end
            from (values ('sms_messages_sid'), ('sms_messages_outbound_id'), ('sms_messages_pkey'), ('conversations_pkey'), ('outbox_pkey'),
              ('read_positions_pkey'), ('asides_pkey'), ('asides_id'), ('calls_pkey'), ('calls_id'), ('calls_sid'), ('unread_conversations_pkey')) as wanted (name)
            left join pg_index i on i.indexrelid = to_regclass(wanted.name)
            where i.indexrelid is null or not (i.indisunique and i.indisvalid and i.indisready)
            union all
            select 'indexes', r.relname, 'not valid'
            from pg_index i join pg_class r on r.oid = i.indexrelid
            where r.relnamespace = (select relnamespace from pg_class where oid = 'sms_messages'::regclass)
              and not i.indisunique and not (i.indisvalid and i.indisready)
            """),

        new SqlCheck(
            [
                new("duplicate-sids", "No two messages have the same SID", Advice.Report),
                new("duplicate-ids", "No two outbound messages have the same id", Advice.Report),
            ],
            """
            select 'duplicate-sids', message_sid, format('%s messages', count(*))
            from sms_messages where message_sid is not null group by message_sid having count(*) > 1
            union all
            select 'duplicate-ids', id::text, format('%s messages', count(*))
            from sms_messages where direction = 'outbound' group by id having count(*) > 1
            """)
        { WithoutIndexes = true },
    ];
}
