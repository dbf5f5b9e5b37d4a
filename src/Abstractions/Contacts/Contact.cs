using System.Collections.Immutable;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Contacts;

/// <summary>Somebody we text or call, known by their numbers. One book over all lines, shared by every member.</summary>
/// <param name="Name">Empty: not known yet.</param>
/// <param name="Fields">What else the team wants to know, in the order it is shown.</param>
/// <param name="Numbers">In the order they are shown; the first is the usual one.</param>
/// <param name="Version">Counts every change.</param>
public sealed record Contact(
    Guid Id,
    string Name,
    string Company,
    string Email,
    string Notes,
    ImmutableArray<ContactField> Fields,
    ImmutableArray<string> Tags,
    ImmutableArray<ContactNumber> Numbers,
    long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>What a screen calls the contact: there is always something.</summary>
    public string Called =>
        Name.Length > 0 ? Name
        : Company.Length > 0 ? Company
        : Email.Length > 0 ? Email
        : Numbers.Length > 0 ? PhoneNumber.Display(Numbers[0].Number)
        : "No name";
}

/// <summary>A number of a contact. No other contact has it.</summary>
/// <param name="Number">E.164, or what the carrier calls a sender that is no phone number.</param>
/// <param name="Label">Mobile, Work, what the team likes; may be empty.</param>
/// <param name="Raw">As it was typed.</param>
public sealed record ContactNumber(string Number, string Label, string Raw);

/// <summary>Something the team wants to know of a contact.</summary>
public sealed record ContactField(string Name, string Value);
