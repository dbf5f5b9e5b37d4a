using OrleansSms.PhoneNumbers;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Words;

/// <summary>Words about contacts.</summary>
internal static class ContactWords
{
    /// <summary>The country in which numbers without a country code are read: that of the member's first line.</summary>
    public static string? HomeRegion(Member member) => member.Lines.IsEmpty ? null : PhoneNumber.Region(member.Lines[0].Number);
}
