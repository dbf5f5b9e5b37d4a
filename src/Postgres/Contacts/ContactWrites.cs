using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Contacts;
using static OrleansSms.Postgres.Columns;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Contacts;

/// <summary>How contacts lie in their tables: writing. Whole contacts, any number at once, and the word to every host of what changed.</summary>
internal static class ContactWrites
{
    public const string Channel = "contacts";

    // What the database takes as a notice; a longer one says: perhaps everything.
    private const int LongestNotice = 7900;

    private const string Rows = """
        insert into contacts (id, name, company, email, notes, fields, tags, touched, version, sort_key, found_by, created_at, updated_at, merged_into, deleted_at, left_numbers)
        select id, name, company, email, notes, fields, array(select jsonb_array_elements_text(tags)), touched, version, sort_key, found_by, created_at, updated_at, merged_into, deleted_at, left_numbers
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[], $8::jsonb[], $9::bigint[], $10::text[], $11::text[], $12::timestamptz[], $13::timestamptz[],
                    $14::uuid[], $15::timestamptz[], $16::jsonb[])
          as w (id, name, company, email, notes, fields, tags, touched, version, sort_key, found_by, created_at, updated_at, merged_into, deleted_at, left_numbers)
        on conflict (id) do update set
          name = excluded.name, company = excluded.company, email = excluded.email, notes = excluded.notes, fields = excluded.fields, tags = excluded.tags,
          touched = excluded.touched, version = excluded.version, sort_key = excluded.sort_key, found_by = excluded.found_by, updated_at = excluded.updated_at,
          merged_into = excluded.merged_into, deleted_at = excluded.deleted_at, left_numbers = excluded.left_numbers
        """;

    private const string Left = """
        delete from contact_numbers n where n.contact_id = any($1)
          and not exists (select from unnest($2::uuid[], $3::text[]) as w (contact_id, number) where w.contact_id = n.contact_id and w.number = n.number)
        returning n.number
        """;

    private const string Taken = """
        insert into contact_numbers (contact_id, number, label, raw, position) select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[])
        on conflict (number) do update set label = excluded.label, raw = excluded.raw, position = excluded.position where contact_numbers.contact_id = excluded.contact_id
        """;

    /// <summary>Inside of the caller's transaction, which a refusal ends.</summary>
    /// <exception cref="RefusedException">A number is somebody else's.</exception>
    public static async Task Write(NpgsqlConnection connection, IReadOnlyList<StoredContact> contacts, CancellationToken cancellation)
    {
        await Execute(connection, Rows, Values(contacts), cancellation);
        var numbers = contacts.SelectMany(one => one.Contact.Numbers.Select((number, position) => (one.Contact.Id, Is: number, position))).ToList();
        var (owners, keys) = (Uuids(numbers, one => one.Id), Texts(numbers, one => one.Is.Number));
        ImmutableArray<string> left;
        await using (var leave = new NpgsqlCommand(Left, connection) { Parameters = { Uuids(contacts, one => one.Contact.Id), owners, keys } })
        {
            await using var reader = await leave.ExecuteReaderAsync(cancellation);
            left = await reader.All(row => row.GetString(0), cancellation);
            leave.Parameters.Clear();
        }

        var taken = await Execute(
            connection, Taken, [owners, keys, Texts(numbers, one => one.Is.Label), Texts(numbers, one => one.Is.Raw), Ints(numbers, one => one.position)], cancellation);
        if (taken != numbers.Count)
        {
            throw await SomebodyElses(connection, owners, keys, cancellation);
        }

        var notice = ContactRows.Write(new ContactNotice([.. contacts.Select(one => one.Contact.Id)], [.. numbers.Select(one => one.Is.Number), .. left]));
        await Execute(connection, "select pg_notify($1, $2)", [Text(Channel), Text(System.Text.Encoding.UTF8.GetByteCount(notice) > LongestNotice ? "" : notice)], cancellation);
    }

    public static async Task<int> Execute(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        var rows = await command.ExecuteNonQueryAsync(cancellation);
        command.Parameters.Clear();
        return rows;
    }

    private static async Task<RefusedException> SomebodyElses(NpgsqlConnection connection, NpgsqlParameter owners, NpgsqlParameter keys, CancellationToken cancellation)
    {
        await using var ask = new NpgsqlCommand($"""
            select {ContactRows.Columns} from unnest($1::uuid[], $2::text[]) as w (contact_id, number)
            join contact_numbers mine on mine.number = w.number and mine.contact_id <> w.contact_id join contacts c on c.id = mine.contact_id limit 1
            """, connection) { Parameters = { owners, keys } };
        await using var reader = await ask.ExecuteReaderAsync(cancellation);
        var others = await reader.All(ContactRows.Contact, cancellation);
        return new(Refusals.NumberTaken, others.IsEmpty ? "This number is there twice." : $"This number belongs to {others[0].Called}.");
    }

    private static NpgsqlParameter[] Values(IReadOnlyList<StoredContact> all) =>
    [
        Uuids(all, one => one.Contact.Id), Texts(all, one => one.Contact.Name), Texts(all, one => one.Contact.Company), Texts(all, one => one.Contact.Email),
        Texts(all, one => one.Contact.Notes), Jsons(all, one => ContactRows.Write(one.Contact.Fields)), Jsons(all, one => ContactRows.Write(one.Contact.Tags)),
        Jsons(all, one => ContactRows.Write(one.Touched)), Longs(all, one => one.Contact.Version), Texts(all, one => ContactFinding.SortKey(one.Contact)),
        Texts(all, one => ContactFinding.FoundBy(one.Contact)), Times(all, one => one.Contact.CreatedAt), Times(all, one => one.Contact.UpdatedAt),
        OptionalUuids(all, one => one.MergedInto), OptionalTimes(all, one => one.DeletedAt),
        Jsons(all, one => one.LeftNumbers.IsDefault ? null : ContactRows.Write(one.LeftNumbers)),
    ];
}

/// <summary>What hosts tell each other of a change.</summary>
internal sealed record ContactNotice(ImmutableArray<Guid> Contacts, ImmutableArray<string> Numbers);
