using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Contacts;
using OrleansSms.Postgres.Audit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Contacts;

/// <inheritdoc cref="IContactMerging"/>
internal sealed class ContactMerging(NpgsqlDataSource database, ContactDoor door, AuditLog audit, TimeProvider time) : IContactMerging
{
    private static readonly string[] Parts = [nameof(ContactPart.Name), nameof(ContactPart.Company), nameof(ContactPart.Email), nameof(ContactPart.Notes)];

    public async Task<Contact> Preview(Guid keep, Guid other, CancellationToken cancellation)
    {
        await door.Administrator(cancellation);
        await using var turn = await door.One(cancellation);
        var (kept, merged) = await Both(turn, keep, other, cancellation);
        return ContactJoin.Join(kept.Contact, merged.Contact);
    }

    public async Task<ContactMerge> Merge(Guid keep, Guid other, CancellationToken cancellation)
    {
        var (caller, now) = (await door.Administrator(cancellation), time.GetUtcNow());
        await using var turn = await door.Many(cancellation);
        var (kept, merged) = await Both(turn, keep, other, cancellation);
        var joined = ContactJoin.Join(kept.Contact, merged.Contact);
        await turn.Write(
            [kept.With(joined, caller.UserId, now, Parts), merged.With(merged.Contact with { Numbers = [] }, caller.UserId, now) with { MergedInto = kept.Contact.Id }], cancellation);
        var merge = new ContactMerge(Guid.CreateVersion7(now), kept.Contact.Id, merged.Contact.Called, await turn.NameOf(caller.UserId, cancellation), now);
        await ContactWrites.Execute(turn.Connection, """
            insert into contact_merges (id, kept_id, merged_id, kept, merged, result, user_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                Uuid(merge.Id), Uuid(kept.Contact.Id), Uuid(merged.Contact.Id), Json(ContactRows.Write(kept.Contact)), Json(ContactRows.Write(merged.Contact)),
                Json(ContactRows.Write(joined)), Uuid(caller.UserId), Time(now),
            ], cancellation);
        await audit.Write(turn.Connection, AuditEntry.By(caller, AuditActions.ContactsMerged, kept.Contact.Called, merged.Contact.Called), cancellation);
        await turn.Commit(cancellation);
        return merge;
    }

    public async Task Undo(Guid merge, CancellationToken cancellation)
    {
        var (caller, now) = (await door.Administrator(cancellation), time.GetUtcNow());
        await using var turn = await door.Many(cancellation);
        var was = await Find(turn.Connection, merge, cancellation) ?? throw Gone();
        var rows = await turn.Lock([was.Kept.Id, was.Merged.Id], cancellation);
        if (rows.FirstOrDefault(row => row.Contact.Id == was.Kept.Id) is not { IsLive: true } kept ||
            rows.FirstOrDefault(row => row.Contact.Id == was.Merged.Id) is not { DeletedAt: null } merged || merged.MergedInto != was.Kept.Id)
        {
            throw Gone();
        }

        if (was.HasNewer)
        {
            throw new RefusedException(Refusals.NothingToUndo, "This contact was merged again since. Undo that first.");
        }

        var (keep, other) = ContactJoin.Split(kept.Contact, was.Kept, was.Merged, was.Result);
        await turn.Write([kept.With(keep, caller.UserId, now, Parts), merged.With(other with { Version = merged.Contact.Version }, caller.UserId, now) with { MergedInto = null }], cancellation);
        await ContactWrites.Execute(turn.Connection, "update contact_merges set undone_at = $2 where id = $1", [Uuid(merge), Time(now)], cancellation);
        await audit.Write(turn.Connection, AuditEntry.By(caller, AuditActions.ContactMergeUndone, keep.Called, other.Called), cancellation);
        await turn.Commit(cancellation);
    }

    public async Task<ContactMerge?> Last(Guid contact, CancellationToken cancellation)
    {
        await door.Administrator(cancellation);
        return await database.ReadOne("""
            select m.id, m.kept_id, m.merged ->> 'called', coalesce(u.display_name, u.email), m.at from contact_merges m left join users u on u.id = m.user_id
            where m.kept_id = $1 and m.undone_at is null order by m.at desc, m.id desc limit 1
            """, [Uuid(contact)], row => new ContactMerge(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.OptionalText(3), row.Time(4)), cancellation);
    }

    private static async Task<(StoredContact Keep, StoredContact Other)> Both(ContactTurn turn, Guid keep, Guid other, CancellationToken cancellation)
    {
        var (kept, merged) = (await turn.Lock(keep, cancellation), await turn.Lock(other, cancellation));
        return kept.Contact.Id != merged.Contact.Id ? (kept, merged) : throw ContactRules.Invalid("This is the same contact already.");
    }

    private static RefusedException Gone() => new(Refusals.NothingToUndo, "This merge cannot be undone any more.");

    private static async Task<Was?> Find(NpgsqlConnection connection, Guid merge, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            select m.kept, m.merged, m.result, exists (select from contact_merges n where n.kept_id = m.kept_id and n.undone_at is null and (n.at, n.id) > (m.at, m.id))
            from contact_merges m where m.id = $1 and m.undone_at is null
            """, connection) { Parameters = { Uuid(merge) } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return (await reader.All(row => new Was(Contact(row, 0), Contact(row, 1), Contact(row, 2), row.GetBoolean(3)), cancellation)).FirstOrDefault();
    }

    private static Contact Contact(NpgsqlDataReader row, int column) => ContactRows.Of<Contact>(row.GetString(column));

    private sealed record Was(Contact Kept, Contact Merged, Contact Result, bool HasNewer);
}
