using System.Collections.Immutable;
using OrleansSms.Audit;
using OrleansSms.Carrier;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;

namespace OrleansSms.Twilio.Accounts;

/// <inheritdoc cref="ICarrierAccounts"/>
internal sealed class CarrierAccounts(ICallers callers, ICarrierVault vault, AccountDirectory directory, IAuditLog audit, TimeProvider time) : ICarrierAccounts
{
    public async Task<ImmutableArray<CarrierAccount>> List(CancellationToken cancellation)
    {
        callers.Owner();
        var contents = await vault.Read(cancellation);
        var lines = contents.Lines.Values.CountBy(sid => sid, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var entered = contents.Accounts.Select(account => new CarrierAccount(
            account.Sid, account.Name, IsConfigured: false, account.Sid == directory.Configured?.Sid, account.Token is not null,
            account.SecondaryToken is not null, account.ApiKeySid is not null, account.ParentSid, lines.GetValueOrDefault(account.Sid), account.ChangedAt));
        return directory.Configured is not { } configured ? [.. entered] :
        [
            new(configured.Sid, "From the configuration", IsConfigured: true, IsOverruled: false, IsReadable: true,
                configured.BySecondaryToken is not null, configured.ByKey is not null, null, contents.LinesOfNone, null),
            .. entered,
        ];
    }

    public async Task<ImmutableArray<FieldError>> Add(NewCarrierAccount form, CancellationToken cancellation)
    {
        var owner = callers.Owner();
        var (sid, token, name) = (Typed.CleanSid(form.AccountSid), Typed.Clean(form.Token), Typed.Clean(form.Name));
        var (keySid, secret) = (Typed.CleanSid(form.ApiKeySid), Typed.Clean(form.ApiKeySecret));
        ImmutableArray<FieldError> wrong = [.. Typed.AccountSid(sid), .. Typed.Token(token), .. Typed.Name(name), .. Typed.ApiKey(keySid, secret)];
        if (!wrong.IsEmpty)
        {
            return wrong;
        }

        if (sid == directory.Configured?.Sid)
        {
            return [new(nameof(form.AccountSid), "This account is in the configuration. It is changed there.")];
        }

        var account = new VaultAccount(
            sid, name.Length > 0 ? name : "Account", new(token), null, keySid.Length > 0 ? keySid : null, keySid.Length > 0 ? new(secret) : null);
        if (!await vault.Add(account, owner.UserId, time.GetUtcNow(), cancellation))
        {
            return [new(nameof(form.AccountSid), "This account is here already. Replace its token instead.")];
        }

        await Done(owner, AuditActions.CarrierAccountAdded, sid);
        return [];
    }

    public Task<ImmutableArray<FieldError>> Rename(string accountSid, string name, CancellationToken cancellation)
    {
        var clean = Typed.Clean(name);
        return Change(
            accountSid, AuditActions.CarrierAccountRenamed, [.. Typed.Name(clean), .. clean.Length == 0 ? [new FieldError("Name", "Enter a name.")] : Array.Empty<FieldError>()],
            new(Name: clean), cancellation);
    }

    public Task<ImmutableArray<FieldError>> ReplaceToken(string accountSid, string token, CancellationToken cancellation)
    {
        var clean = Typed.Clean(token);
        return Change(accountSid, AuditActions.CarrierTokenReplaced, [.. Typed.Token(clean)], new(Token: new(clean)), cancellation);
    }

    public async Task<ImmutableArray<FieldError>> SetSecondaryToken(string accountSid, string token, CancellationToken cancellation)
    {
        callers.Owner();
        var clean = Typed.Clean(token);
        ImmutableArray<FieldError> wrong = [.. Typed.Token(clean)];
        var contents = await vault.Read(cancellation);
        if (wrong.IsEmpty && contents.Accounts.FirstOrDefault(account => account.Sid == accountSid)?.Token?.Plain == clean)
        {
            wrong = [new("Token", "This is the token that is in use already. Enter the other one.")];
        }

        return await Change(accountSid, AuditActions.CarrierSecondaryTokenSet, wrong, new(SecondaryToken: new(clean)), cancellation);
    }

    public Task ClearSecondaryToken(string accountSid, CancellationToken cancellation) =>
        Change(accountSid, AuditActions.CarrierSecondaryTokenCleared, [], new(SecondaryToken: Secret.None), cancellation);

    public async Task PromoteSecondaryToken(string accountSid, CancellationToken cancellation)
    {
        var owner = callers.Owner();
        if (!await vault.Promote(accountSid, time.GetUtcNow(), cancellation))
        {
            throw new RefusedException(Refusals.CarrierAccountNotFound, "This account has no secondary token any more. Somebody else may have been quicker.");
        }

        await Done(owner, AuditActions.CarrierTokenPromoted, accountSid);
    }

    public Task<ImmutableArray<FieldError>> SetApiKey(string accountSid, string keySid, string secret, CancellationToken cancellation)
    {
        var (cleanSid, cleanSecret) = (Typed.CleanSid(keySid), Typed.Clean(secret));
        return Change(
            accountSid, AuditActions.CarrierKeySet,
            cleanSid.Length == 0 && cleanSecret.Length == 0 ? [new("ApiKeySid", "Enter the key's SID.")] : [.. Typed.ApiKey(cleanSid, cleanSecret)],
            new(ApiKeySid: cleanSid, ApiKeySecret: new(cleanSecret)), cancellation);
    }

    public Task ClearApiKey(string accountSid, CancellationToken cancellation) =>
        Change(accountSid, AuditActions.CarrierKeyCleared, [], new(ApiKeySecret: Secret.None), cancellation);

    public async Task Remove(string accountSid, CancellationToken cancellation)
    {
        var owner = callers.Owner();
        if (!await vault.Remove(accountSid, cancellation))
        {
            throw new RefusedException(Refusals.CarrierAccountInUse, "Lines still send through this account. Move them to another one first.");
        }

        await Done(owner, AuditActions.CarrierAccountRemoved, accountSid);
    }

    private async Task<ImmutableArray<FieldError>> Change(
        string accountSid, string action, ImmutableArray<FieldError> wrong, VaultChange change, CancellationToken cancellation)
    {
        var owner = callers.Owner();
        if (!wrong.IsEmpty)
        {
            return wrong;
        }

        if (!await vault.Change(accountSid, change, time.GetUtcNow(), cancellation))
        {
            throw new RefusedException(Refusals.CarrierAccountNotFound, "This account is not here any more. Somebody else may have removed it.");
        }

        await Done(owner, action, accountSid);
        return [];
    }

    /// <summary>It is written, so the rest is done whether or not somebody still waits.</summary>
    private async Task Done(Caller owner, string action, string accountSid)
    {
        await audit.Write(AuditEntry.By(owner, action, $"carrier account {CarrierAccount.EndingOf(accountSid)}"), CancellationToken.None);
        await directory.Reload(CancellationToken.None);
    }
}
