using OrleansSms.Members;

namespace OrleansSms.Web.Words;

/// <summary>Roles in words.</summary>
internal static class MemberWords
{
    public static string Of(Role role) => role switch
    {
        Role.Owner => "Owner",
        Role.Admin => "Admin",
        _ => "Member",
    };

    public static string Meaning(Role role) => role switch
    {
        Role.Owner => "Manages everything, and sees every line.",
        Role.Admin => "Manages members and lines, but no owners and no carrier accounts.",
        _ => "Reads and writes on the lines below.",
    };
}
