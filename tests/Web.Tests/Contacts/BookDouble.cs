using System.Collections.Immutable;
using OrleansSms.Contacts;

namespace OrleansSms.Web.Tests.Contacts;

/// <summary>A book with one contact in memory.</summary>
internal sealed class BookDouble : IContactBook
{
    public Contact Contact { get; set; } = new(
        new("00000000-0000-0000-0000-0000000000c1"), "Maya", "Okafor Ltd", "", "", [new("Birthday", "1 May")], ["Gold"], [new(Some.Contact, "Mobile", "07700 900226")], 1, Some.Noon, Some.Noon);

    public List<ContactEdit> Edits { get; } = [];

    /// <summary>Answers the next edit in place of saving it.</summary>
    public Func<ContactEdit, ContactSaved?> Meets { get; set; } = _ => null;

    public List<ContactQuery> Queries { get; } = [];

    public Task<ContactPage> Page(ContactQuery query, CancellationToken cancellation)
    {
        Queries.Add(query);
        return Task.FromResult(new ContactPage([Contact], null));
    }

    public Task<Contact?> Find(Guid id, CancellationToken cancellation) => Task.FromResult(id == Contact.Id ? Contact : null);

    public Task<Contact?> OfNumber(string number, CancellationToken cancellation) =>
        Task.FromResult(Contact.Numbers.Any(one => one.Number == number) ? Contact : null);

    public Task<ImmutableArray<string>> Tags(CancellationToken cancellation) => Task.FromResult<ImmutableArray<string>>(["Gold"]);

    public Task<Contact> Create(NewContact contact, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Contact> Keep(string number, CancellationToken cancellation) =>
        Task.FromResult(Contact = Contact with { Name = "", Numbers = [new(number, "", number)] });

    public Task<ContactSaved> Save(Guid id, ContactEdit edit, CancellationToken cancellation)
    {
        Edits.Add(edit);
        var clean = ContactEdits.Clean(edit);
        return Task.FromResult(Meets(edit) ?? new(Contact = ContactEdits.Apply(Contact, clean)! with { Version = Contact.Version + 1 }, null));
    }

    public Task<Contact> AddNumber(Guid id, string number, string label, string? region, CancellationToken cancellation) =>
        Task.FromResult(Contact = Contact with { Numbers = Contact.Numbers.Add(new(ContactRules.Number(number, region), label, number)) });

    public Task<Contact> LabelNumber(Guid id, string number, string label, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Contact> RemoveNumber(Guid id, string number, CancellationToken cancellation) =>
        Task.FromResult(Contact = Contact with { Numbers = Contact.Numbers.RemoveAll(one => one.Number == number) });

    public Task<int> Tag(ImmutableArray<Guid> ids, string tag, bool on, CancellationToken cancellation)
    {
        Contact = Contact with { Tags = on ? ContactEdits.Tagged(Contact.Tags, tag) : ContactEdits.Untagged(Contact.Tags, tag) };
        return Task.FromResult(1);
    }
}
