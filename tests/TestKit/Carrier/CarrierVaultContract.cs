using OrleansSms.Grains.Ports;
using Xunit;

namespace OrleansSms.TestKit.Carrier;

/// <summary>What every keeper of carrier accounts promises.</summary>
public abstract class CarrierVaultContract
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-03-01T10:00:00Z", null);

    protected abstract ICarrierVault Vault { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_added_is_read_with_its_secrets()
    {
        var account = New() with { ApiKeySid = "SK" + new string('1', 32), ApiKeySecret = new("key secret") };
        Assert.True(await Vault.Add(account, Guid.NewGuid(), Now, Cancellation));

        Assert.Equal(account with { ChangedAt = Now }, await Find(account.Sid));
    }

    [Fact]
    public async Task The_same_account_is_not_added_twice_and_stays_as_it_was()
    {
        var account = New();
        await Vault.Add(account, null, Now, Cancellation);

        Assert.False(await Vault.Add(account with { Token = new("other"), Name = "Other" }, null, Now, Cancellation));
        Assert.Equal(account with { ChangedAt = Now }, await Find(account.Sid));
    }

    [Fact]
    public async Task A_change_writes_what_it_names_and_leaves_the_rest()
    {
        var account = New();
        await Vault.Add(account, null, Now, Cancellation);
        var expected = account with { ChangedAt = Now.AddDays(1) };

        await Changed(new(Name: "Renamed"), expected = expected with { Name = "Renamed" });
        await Changed(new(Token: new("next")), expected = expected with { Token = new("next") });
        await Changed(new(SecondaryToken: new("second")), expected = expected with { SecondaryToken = new("second") });
        await Changed(new(SecondaryToken: Secret.None), expected = expected with { SecondaryToken = null });
        await Changed(new(ApiKeySid: "SK1", ApiKeySecret: new("s")), expected = expected with { ApiKeySid = "SK1", ApiKeySecret = new("s") });
        await Changed(new(ApiKeySecret: Secret.None), expected = expected with { ApiKeySid = null, ApiKeySecret = null });
        await Changed(new(ParentSid: "AC0"), expected with { ParentSid = "AC0" });
        Assert.False(await Vault.Change("AC" + new string('0', 32), new(Name: "x"), Now, Cancellation));

        async Task Changed(VaultChange change, VaultAccount now)
        {
            Assert.True(await Vault.Change(account.Sid, change, Now.AddDays(1), Cancellation));
            Assert.Equal(now, await Find(account.Sid));
        }
    }

    [Fact]
    public async Task A_secondary_token_takes_the_place_of_the_token_once()
    {
        var account = New();
        await Vault.Add(account, null, Now, Cancellation);
        Assert.False(await Vault.Promote(account.Sid, Now, Cancellation));
        await Vault.Change(account.Sid, new(SecondaryToken: new("second")), Now, Cancellation);

        Assert.True(await Vault.Promote(account.Sid, Now.AddHours(1), Cancellation));

        Assert.Equal(account with { Token = new("second"), ChangedAt = Now.AddHours(1) }, await Find(account.Sid));
        Assert.False(await Vault.Promote(account.Sid, Now, Cancellation));
    }

    [Fact]
    public async Task An_account_is_removed_when_no_line_sends_through_it_any_more()
    {
        var (account, line) = (New(), Lines.Next());
        await Vault.Add(account, null, Now, Cancellation);
        await Vault.SetLine(line, account.Sid, Cancellation);
        Assert.Equal(account.Sid, (await Vault.Read(Cancellation)).Lines[line]);

        Assert.False(await Vault.Remove(account.Sid, Cancellation));
        Assert.NotNull(await Find(account.Sid));

        await Vault.SetLine(line, null, Cancellation);
        Assert.Null((await Vault.Lines([line, "+15005550199"], Cancellation))[line]);
        Assert.DoesNotContain(line, (await Vault.Read(Cancellation)).Lines.Keys);
        Assert.True(await Vault.Remove(account.Sid, Cancellation));
        Assert.Null(await Find(account.Sid));
    }

    [Fact]
    public async Task Whoever_listens_is_told_of_every_write()
    {
        using var told = new SemaphoreSlim(0);
        using var subscribed = Vault.Subscribe(() => told.Release());
        var account = New();

        await Vault.Add(account, null, Now, Cancellation);
        await told.WaitAsync(Cancellation);
        await Vault.SetLine(Lines.Next(), account.Sid, Cancellation);
        await told.WaitAsync(Cancellation);
        await Vault.Change(account.Sid, new(Name: "Other"), Now, Cancellation);
        await told.WaitAsync(Cancellation);
    }

    [Fact]
    public void Secrets_are_never_written_out_by_accident()
    {
        var text = $"{New() with { SecondaryToken = new("second") }} {new VaultChange(Token: new("hidden"))}";

        Assert.DoesNotContain("second token", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a token", text, StringComparison.Ordinal);
    }

    private static VaultAccount New() => new("AC" + Guid.NewGuid().ToString("N"), "Account", new("a token"));

    private async Task<VaultAccount?> Find(string sid) => (await Vault.Read(Cancellation)).Accounts.SingleOrDefault(account => account.Sid == sid);

    private static class Lines
    {
        private static int _last;

        public static string Next() => $"+1415556{Interlocked.Increment(ref _last):0000}";
    }
}
