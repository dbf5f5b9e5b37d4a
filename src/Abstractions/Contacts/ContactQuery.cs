using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansSms.Contacts;

/// <summary>In which order contacts are listed.</summary>
public enum ContactSort
{
    [JsonStringEnumMemberName("name")] Name = 0,

    /// <summary>When they came into the book.</summary>
    [JsonStringEnumMemberName("added")] Added = 1,
}

/// <summary>Which contacts to list.</summary>
/// <param name="Search">Each word is part of a name, a company, an e-mail address or a tag, or the whole is part of a number in any spelling.</param>
/// <param name="Cursor">From <see cref="ContactPage.NextCursor"/> of the same query.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record ContactQuery(
    string? Search = null, string? Tag = null, ContactSort Sort = ContactSort.Name, bool Descending = false, string? Cursor = null, int Limit = 50);

/// <summary>A page of the book.</summary>
/// <param name="NextCursor">Null: that was all.</param>
public sealed record ContactPage(ImmutableArray<Contact> Contacts, string? NextCursor);
