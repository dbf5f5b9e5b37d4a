using System.Globalization;

namespace OrleansSms.Calls;

/// <summary>The phone in a member's browser, where a number stands for any other phone.</summary>
public static class BrowserPhone
{
    private const string Scheme = "client:";

    /// <summary>The member's name at the carrier: letters, digits and underscores, and nothing that says who it is.</summary>
    public static string IdentityOf(Guid userId) => "member_" + userId.ToString("N", CultureInfo.InvariantCulture);

    /// <summary>Dialled like a number.</summary>
    public static string Of(Guid userId) => Scheme + IdentityOf(userId);

    public static bool Is(string? number) => number?.StartsWith(Scheme, StringComparison.Ordinal) == true;

    /// <summary>Whom an address names.</summary>
    /// <returns>Null: it is a number.</returns>
    public static string? Identity(string number) => Is(number) ? number[Scheme.Length..] : null;
}
