using System.Text.Json;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace OrleansSms.Postgres.Accounts;

/// <summary>
/// The tables that ASP.NET Core's own libraries read and write: accounts and the keys of cookies.
/// They are created by our numbered scripts like all others; nothing here makes or changes a schema.
/// </summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<Member, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>With passkeys.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Member>().ToTable("users");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.Entity<IdentityUserPasskey<Guid>>(passkeys =>
        {
            passkeys.ToTable("user_passkeys").HasKey(passkey => passkey.CredentialId);
            passkeys.OwnsOne(passkey => passkey.Data, data => data.ToJson("data"));
        });
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        foreach (var property in builder.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()).SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }
}
