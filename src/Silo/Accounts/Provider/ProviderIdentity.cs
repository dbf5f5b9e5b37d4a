using System.Collections.Frozen;
using System.Security.Claims;
using System.Text.Json;
using OrleansSms.Members;

namespace OrleansSms.Silo.Accounts.Provider;

/// <summary>Who the provider says somebody is.</summary>
/// <param name="Subject">The same for ever, whatever becomes of the e-mail address.</param>
/// <param name="Email">As told, for the record.</param>
/// <param name="IsVerified">The provider knows that the address is theirs.</param>
/// <param name="HasSecondFactor">The provider asked for one.</param>
internal sealed record ProviderIdentity(string Issuer, string Subject, string? Email, bool IsVerified, bool HasSecondFactor)
{
    private const string EmailClaim = "email";
    private const string VerifiedClaim = "email_verified";
    private const string MethodsClaim = "amr";
    private const string SeveralFactors = "mfa";
    private const string Password = "pwd";
    private const int LongestName = 255;

    /// <summary>What somebody has or is, of the registered words for methods.</summary>
    private static readonly FrozenSet<string> BesideThePassword = FrozenSet.Create("otp", "hwk", "swk", "sc", "sms", "fpt", "face", "iris", "vbm");

    /// <summary>Null: it names nobody.</summary>
    public static ProviderIdentity? Of(ClaimsPrincipal? person)
    {
        if (person?.FindFirstValue("iss") is not { } issuer || person.FindFirstValue("sub") is not { } subject || !IsName(issuer) || !IsName(subject))
        {
            return null;
        }

        var email = person.FindFirstValue(EmailClaim);
        var methods = person.FindAll(MethodsClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        return new(
            issuer, subject, email, IsAddress(email) && string.Equals(person.FindFirstValue(VerifiedClaim), "true", StringComparison.OrdinalIgnoreCase),
            methods.Contains(SeveralFactors) || (methods.Contains(Password) && methods.Overlaps(BesideThePassword)));
    }

    /// <summary>
    /// What the provider tells on request takes the place of what the token says, address and word for it together: a
    /// verification of one address must not count for another.
    /// </summary>
    public static void Overwrite(ClaimsPrincipal? person, JsonElement told)
    {
        if (person?.Identity is ClaimsIdentity identity && told.TryGetProperty(EmailClaim, out var email) && email.ValueKind == JsonValueKind.String)
        {
            foreach (var claim in identity.FindAll(claim => claim.Type is EmailClaim or VerifiedClaim).ToList())
            {
                identity.RemoveClaim(claim);
            }

            identity.AddClaim(new(EmailClaim, email.GetString()!));
            if (told.TryGetProperty(VerifiedClaim, out var verified))
            {
                identity.AddClaim(new(VerifiedClaim, verified.ToString()));
            }
        }
    }

    private static bool IsName(string text) => text.Length is > 0 and <= LongestName && !text.Any(char.IsControl);

    private static bool IsAddress(string? email)
    {
        try
        {
            return email is not null && EmailAddress.Of(email) == email;
        }
        catch (RefusedException)
        {
            return false;
        }
    }
}
