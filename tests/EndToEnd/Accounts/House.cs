using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;
using OrleansSms.TestKit.Provider;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Accounts;

/// <summary>An installation with mail whose members may be shut out and asked for more: nobody else's tests live here.</summary>
public sealed partial class House : IAsyncLifetime
{
    public const string Password = "a few words are fine";

    private readonly QuickPostgresServer _postgres = new();
    private TestDatabase _database = null!;

    public MailBox Mail { get; } = new();

    /// <summary>Of another site than ours, as browsers see it.</summary>
    public FakeProvider Provider { get; private set; } = null!;

    internal SiloProcess Silo { get; private set; } = null!;

    internal Npgsql.NpgsqlDataSource Database => _database.DataSource;

    public async ValueTask InitializeAsync()
    {
        _database = await _postgres.CreateDatabase();
        Provider = await FakeProvider.Start(FreePorts.Next());
        Silo = await SiloProcess.Start(new(_database.ConnectionString)
        {
            More = new Dictionary<string, string>
            {
                ["Smtp__Host"] = "127.0.0.1",
                ["Smtp__Port"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
                ["Smtp__From"] = "Texts <texts@example.com>",
                ["Smtp__AllowPlain"] = "true",
                ["Oidc__Authority"] = Provider.Issuer,
                ["Oidc__ClientId"] = FakeProvider.ClientId,
                ["Oidc__ClientSecret"] = FakeProvider.ClientSecret,
                ["Oidc__Name"] = "Example",
            },
        }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Mail.DisposeAsync();
        await Provider.DisposeAsync();
        await _database.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    /// <summary>A path that lets somebody in, as if the owner had invited them.</summary>
    internal async Task<string> Invitation(string email)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var command = Database.CreateCommand("""
            insert into invitations (id, secret_hash, email, normalized_email, role, invited_by, created_at, expires_at)
            select gen_random_uuid(), $1, $2, upper($2), 'member', id, now(), now() + interval '1 day' from users where role = 'owner' limit 1
            """);
        command.Parameters.Add(new() { Value = SHA256.HashData(Encoding.UTF8.GetBytes(secret)) });
        command.Parameters.Add(new() { Value = email });
        await command.ExecuteNonQueryAsync();
        return $"/join?key={secret}";
    }

    /// <summary>Past the doors: those have no circuit, and would look ready too.</summary>
    internal static async Task IsIn(Screen screen)
    {
        await Expect(screen.Page).ToHaveURLAsync(Inbox());
        await Expect(screen.Page.Locator(".app:not(.plain)")).ToHaveAttributeAsync("data-ready", "true");
    }

    /// <summary>Fills the page a link of an invitation opened.</summary>
    internal static async Task Join(Screen screen, string link, string name)
    {
        await screen.Page.GotoAsync(link);
        await screen.Page.GetByLabel("Your name").FillAsync(name);
        await screen.Page.GetByLabel("Password").FillAsync(Password);
        await screen.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Join and sign in" }).ClickAsync();
        await IsIn(screen);
    }

    /// <summary>The link in the next letter, as a path.</summary>
    internal async Task<string> Link(CancellationToken cancellation)
    {
        using var letter = new MemoryStream(Encoding.UTF8.GetBytes(await Mail.Next(cancellation)));
        return LinkPath().Match((await MimeMessage.LoadAsync(letter, cancellation)).TextBody ?? throw new InvalidOperationException("A letter without text.")).Value;
    }

    /// <summary>What an authenticator app shows, now or some steps of 30 seconds away.</summary>
    internal static string Code(string key, int away = 0)
    {
        var bits = string.Concat(key.Where(char.IsLetterOrDigit).Select(letter =>
            Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        byte[] secret = [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
        var counter = BitConverter.GetBytes((TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + away);
        Array.Reverse(counter);
#pragma warning disable CA5350 // Authenticator apps know no other hash.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = ((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("/inbox$")]
    private static partial Regex Inbox();

    [GeneratedRegex(@"/(join|reset)\?key=[\w-]+")]
    private static partial Regex LinkPath();
}
