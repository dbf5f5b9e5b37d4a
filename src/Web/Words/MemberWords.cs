using OrleansSms.Members;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>Roles in words.</summary>
internal static class MemberWords
{
    public static string Of(Role role) => role switch
    {
        Role.Owner => MemberListTexts.Owner,
        Role.Admin => MemberListTexts.Admin,
        _ => MemberListTexts.Member,
    };

    public static string Meaning(Role role) => role switch
    {
        Role.Owner => MemberListTexts.OwnerMeans,
        Role.Admin => MemberListTexts.AdminMeans,
        _ => MemberListTexts.MemberMeans,
    };
}
