using System.Collections.Immutable;

namespace OrleansSms.Postgres.Checks;

/// <summary>Texts that were deleted because their time was over.</summary>
internal static class TextChecks
{
    public static ImmutableArray<ICheck> All { get; } =
    [
        new SqlCheck(
            [new("deleted-texts", "Of a text that was deleted no word is left", Advice.Report)],
            """
            select 'deleted-texts', m.conversation_id::text, format('entry %s', m.number)
            from sms_messages m where m.body_deleted_at is not null and (m.body <> '' or m.media is not null)
            union all
            select 'deleted-texts', a.conversation_id::text, format('entry %s', a.number)
            from asides a where a.body_deleted_at is not null and a.body <> ''
            """),
    ];
}
