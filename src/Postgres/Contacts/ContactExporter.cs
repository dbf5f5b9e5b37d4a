using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Contacts;
using OrleansSms.Postgres.Audit;

namespace OrleansSms.Postgres.Contacts;

/// <inheritdoc cref="IContactExport"/>
internal sealed class ContactExporter(NpgsqlDataSource database, ContactDoor door, AuditLog audit) : IContactExport
{
    private const int Stride = 1000;
    private const int MostFields = 200;

    public async Task<ContactExport> Export(string? search, string? tag, ImmutableArray<Guid> only, CancellationToken cancellation)
    {
        var caller = await door.Administrator(cancellation);
        await audit.Write(AuditEntry.By(caller, AuditActions.ContactsExported, detail: Said(search, tag, only)), cancellation);
        var fields = await database.Read(
            $"select distinct field ->> 'name' from contacts c, jsonb_array_elements(c.fields) field where {ContactRows.Live} order by 1 limit {MostFields}", [], row => row.GetString(0), cancellation);
        var most = await database.Read("select coalesce(max(position), 0) + 1 from contact_numbers", [], row => row.GetInt32(0), cancellation);
        return new(fields, most[0], only.IsDefaultOrEmpty ? Stream(new ContactQuery(search, tag), cancellation) : Stream(only, cancellation));
    }

    private async IAsyncEnumerable<Contact> Stream(ContactQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ImmutableArray<Contact> page;
        do
        {
            page = await ContactFilter.Read(database, query, Stride, cancellation);
            foreach (var contact in page)
            {
                yield return contact;
            }

            query = query with { Cursor = page.IsEmpty ? null : ContactCursor.After(page[^1], query.Sort).ToString() };
        }
        while (page.Length == Stride);
    }

    private async IAsyncEnumerable<Contact> Stream(ImmutableArray<Guid> only, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var contact in await database.Read(
            $"select {ContactRows.Columns} from contacts c where {ContactRows.Live} and c.id = any($1) order by c.sort_key, c.id", [Columns.Uuids(only, id => id)], ContactRows.Contact, cancellation))
        {
            yield return contact;
        }
    }

    private static string Said(string? search, string? tag, ImmutableArray<Guid> only) =>
        !only.IsDefaultOrEmpty ? string.Create(CultureInfo.InvariantCulture, $"{only.Length} selected")
        : string.Join(", ", new[] { string.IsNullOrWhiteSpace(search) ? null : $"search: {search}", string.IsNullOrEmpty(tag) ? null : $"tag: {tag}" }.OfType<string>()) is { Length: > 0 } filter ? filter
        : "everything";
}
