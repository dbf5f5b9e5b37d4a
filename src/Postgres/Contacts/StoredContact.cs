using System.Collections.Immutable;
using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts;

/// <summary>A row of the book with what only the book itself needs to know.</summary>
/// <param name="Touched">Who changed which part last.</param>
/// <param name="MergedInto">Another contact that it is part of now.</param>
/// <param name="DeletedAt">Gone, and for a while still to be brought back.</param>
/// <param name="LeftNumbers">What it had when it was deleted; they are free for others since.</param>
internal sealed record StoredContact(
    Contact Contact,
    ImmutableDictionary<string, Touch> Touched,
    Guid? MergedInto = null,
    DateTimeOffset? DeletedAt = null,
    ImmutableArray<ContactNumber> LeftNumbers = default)
{
    public bool IsLive => MergedInto is null && DeletedAt is null;

    /// <summary>The contact as somebody made it; of what is the same nothing is touched.</summary>
    public StoredContact With(Contact contact, Guid by, DateTimeOffset at, params IEnumerable<string> parts) => this with
    {
        Contact = contact with { Version = Contact.Version + 1, UpdatedAt = at },
        Touched = Touched.SetItems(parts.Select(part => KeyValuePair.Create(part, new Touch(by, at)))),
    };
}

/// <summary>Who changed something, and when.</summary>
internal sealed record Touch(Guid By, DateTimeOffset At);
