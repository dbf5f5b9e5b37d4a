using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Secret = OrleansSms.Grains.Ports.Secret;

namespace OrleansSms.Postgres.Carriers;

/// <summary>Encrypts the secrets of carrier accounts. What was made for one account opens for no other.</summary>
internal sealed class SecretBox(IDataProtectionProvider provider)
{
    private const string Purpose = "OrleansSms.CarrierAccounts";

    public string? Close(string accountSid, Secret? secret) =>
        secret is { Plain.Length: > 0 } ? For(accountSid).Protect(secret.Plain) : null;

    /// <summary>Null: there is none, or the key it was made with is gone.</summary>
    public Secret? Open(string accountSid, string? closed)
    {
        if (closed is null)
        {
            return null;
        }

        try
        {
            return new(For(accountSid).Unprotect(closed));
        }
        catch (CryptographicException)
        {
            // One account that has to be entered again must not take the others with it. The settings show it.
            return null;
        }
    }

    private IDataProtector For(string accountSid) => provider.CreateProtector(Purpose, accountSid);
}
