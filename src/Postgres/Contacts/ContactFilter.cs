using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Contacts;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Contacts;

/// <summary>Contacts in their order, from where a cursor ends.</summary>
internal static class ContactFilter
{
    public static async Task<ImmutableArray<Contact>> Read(NpgsqlDataSource database, ContactQuery query, int limit, CancellationToken cancellation)
    {
        var cursor = ContactCursor.Read(query.Cursor, query.Sort);
        if (Storable.IsNot(query.Search) || Storable.IsNot(query.Tag))
        {
            return [];
        }

        var (conditions, parameters) = Conditions(query);
        var key = query.Sort == ContactSort.Added ? "c.created_at" : "c.sort_key";
        var direction = query.Descending ? "desc" : "asc";
        if (cursor is not null)
        {
            parameters.AddRange([query.Sort == ContactSort.Added ? Time(cursor.Time) : Text(cursor.Key), Uuid(cursor.Id)]);
            conditions.Add($"({key}, c.id) {(query.Descending ? '<' : '>')} (${parameters.Count - 1}, ${parameters.Count})");
        }

        return await database.Read(
            $"select {ContactRows.Columns} from contacts c where {string.Join(" and ", conditions)} order by {key} {direction}, c.id {direction} limit {limit}",
            [.. parameters], ContactRows.Contact, cancellation);
    }

    private static (List<string> Conditions, List<NpgsqlParameter> Parameters) Conditions(ContactQuery query)
    {
        var (conditions, parameters) = (new List<string> { ContactRows.Live }, new List<NpgsqlParameter>());
        foreach (var pattern in ContactFinding.Patterns(query.Search))
        {
            parameters.Add(Text(pattern));
            conditions.Add($"c.found_by like ${parameters.Count}");
        }

        if (query.Tag is { Length: > 0 } tag)
        {
            parameters.Add(Text(tag));
            conditions.Add($"c.tags @> array[${parameters.Count}]");
        }

        return (conditions, parameters);
    }
}
