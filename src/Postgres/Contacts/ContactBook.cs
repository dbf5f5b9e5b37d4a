using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Contacts;
using OrleansSms.PhoneNumbers;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Contacts;

/// <inheritdoc cref="IContactBook"/>
internal sealed class ContactBook(NpgsqlDataSource database, ContactDoor door, TimeProvider time) : IContactBook
{
    private const int MostPerPage = 200;
    private const int MostAtOnce = 1000;

    public async Task<ContactPage> Page(ContactQuery query, CancellationToken cancellation)
    {
        await door.Reader(cancellation);
        var limit = Math.Clamp(query.Limit, 1, MostPerPage);
        var rows = await ContactFilter.Read(database, query, limit + 1, cancellation);
        return rows.Length <= limit ? new(rows, null) : new(rows[..limit], ContactCursor.After(rows[limit - 1], query.Sort).ToString());
    }

    public async Task<Contact?> Find(Guid id, CancellationToken cancellation)
    {
        await door.Reader(cancellation);
        return await database.ReadOne($"""
            with recursive way (id, merged_into) as (
              select id, merged_into from contacts where id = $1
              union select next.id, next.merged_into from contacts next join way on next.id = way.merged_into)
            select {ContactRows.Columns} from way join contacts c on c.id = way.id where {ContactRows.Live}
            """, [Uuid(id)], ContactRows.Contact, cancellation);
    }

    public async Task<Contact?> OfNumber(string number, CancellationToken cancellation)
    {
        await door.Reader(cancellation);
        return Storable.IsNot(number) ? null : await database.ReadOne(
            $"select {ContactRows.Columns} from contacts c join contact_numbers o on o.contact_id = c.id where o.number = $1", [Text(number)], ContactRows.Contact, cancellation);
    }

    public async Task<ImmutableArray<string>> Tags(CancellationToken cancellation)
    {
        await door.Reader(cancellation);
        return await database.Read($$"""
            select tag from (select c.tags from contacts c where {{ContactRows.Live}} and c.tags <> '{}' limit 20000) tagged, unnest(tagged.tags) tag
            group by tag order by count(*) desc, tag limit 100
            """, [], row => row.GetString(0), cancellation);
    }

    public async Task<Contact> Create(NewContact contact, CancellationToken cancellation)
    {
        var caller = await door.Writer(cancellation);
        var made = ContactDrafts.New(contact, Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow());
        await using var turn = await door.One(cancellation);
        await turn.Write([ContactDrafts.First(made, caller.UserId)], cancellation);
        await turn.Commit(cancellation);
        return made;
    }

    public async Task<Contact> Keep(string number, CancellationToken cancellation)
    {
        if (await OfNumber(number, cancellation) is { } known)
        {
            return known;
        }

        if (number != PhoneNumber.Canonical(number) || number.Length == 0 || Storable.IsNot(number))
        {
            throw new RefusedException(Refusals.InvalidNumber, "This is not a number of a conversation.");
        }

        var caller = await door.Writer(cancellation);
        var made = ContactDrafts.Of(number, Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow());
        try
        {
            await using var turn = await door.One(cancellation);
            await turn.Write([ContactDrafts.First(made, caller.UserId)], cancellation);
            await turn.Commit(cancellation);
            return made;
        }
        catch (RefusedException taken) when (taken.Code == Refusals.NumberTaken)
        {
            // Somebody was faster by a moment; theirs it is.
            if (await OfNumber(number, cancellation) is { } theirs)
            {
                return theirs;
            }

            throw;
        }
    }

    public async Task<ContactSaved> Save(Guid id, ContactEdit edit, CancellationToken cancellation)
    {
        var (caller, clean) = (await door.Writer(cancellation), ContactEdits.Clean(edit));
        await using var turn = await door.One(cancellation);
        var stored = await turn.Lock(id, cancellation);
        if (ContactEdits.Apply(stored.Contact, clean) is not { } edited)
        {
            var touch = stored.Touched.GetValueOrDefault(clean.Key);
            var by = touch is null ? null : await turn.NameOf(touch.By, cancellation);
            return new(stored.Contact, new(ContactEdits.Value(stored.Contact, clean.Part, clean.FieldName), by, touch?.At));
        }

        return new(await Put(turn, stored, edited, caller.UserId, cancellation, clean.Key), null);
    }

    public Task<Contact> AddNumber(Guid id, string number, string label, string? region, CancellationToken cancellation) => Change(id, contact =>
    {
        var added = new ContactNumber(ContactRules.Number(number, region), ContactRules.Label(label), ContactText.Line(number));
        return contact.Numbers.Any(one => one.Number == added.Number) ? contact
            : contact.Numbers.Length < ContactRules.MostNumbers ? contact with { Numbers = contact.Numbers.Add(added) }
            : throw ContactRules.Invalid($"A contact has at most {ContactRules.MostNumbers} numbers.");
    }, cancellation);

    public Task<Contact> LabelNumber(Guid id, string number, string label, CancellationToken cancellation) => Change(id, contact => contact with
    {
        Numbers = [.. contact.Numbers.Select(one => one.Number == number ? one with { Label = ContactRules.Label(label) } : one)],
    }, cancellation);

    public Task<Contact> RemoveNumber(Guid id, string number, CancellationToken cancellation) =>
        Change(id, contact => contact with { Numbers = contact.Numbers.RemoveAll(one => one.Number == number) }, cancellation);

    public async Task<int> Tag(ImmutableArray<Guid> ids, string tag, bool on, CancellationToken cancellation)
    {
        var (caller, clean) = (await door.Writer(cancellation), ContactRules.Tag(tag));
        if (ids.Length > MostAtOnce)
        {
            throw ContactRules.Invalid($"At most {MostAtOnce} contacts at once.");
        }

        await using var turn = await door.Many(cancellation);
        var changed = (await turn.Lock(ids, cancellation)).Where(one => one.IsLive)
            .Select(one => (Was: one, Tags: on ? ContactEdits.Tagged(one.Contact.Tags, clean) : ContactEdits.Untagged(one.Contact.Tags, clean)))
            .Where(one => one.Tags.Length != one.Was.Contact.Tags.Length)
            .Select(one => one.Was.With(one.Was.Contact with { Tags = one.Tags }, caller.UserId, time.GetUtcNow())).ToList();
        await turn.Write(changed, cancellation);
        await turn.Commit(cancellation);
        return changed.Count;
    }

    private async Task<Contact> Change(Guid id, Func<Contact, Contact> change, CancellationToken cancellation)
    {
        var caller = await door.Writer(cancellation);
        await using var turn = await door.One(cancellation);
        var stored = await turn.Lock(id, cancellation);
        return await Put(turn, stored, change(stored.Contact), caller.UserId, cancellation);
    }

    private async Task<Contact> Put(ContactTurn turn, StoredContact stored, Contact edited, Guid by, CancellationToken cancellation, params string[] parts)
    {
        if (edited == stored.Contact)
        {
            return edited;
        }

        var written = stored.With(edited, by, time.GetUtcNow(), parts);
        await turn.Write([written], cancellation);
        await turn.Commit(cancellation);
        return written.Contact;
    }
}
