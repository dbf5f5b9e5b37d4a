using System.Collections.Immutable;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Carrier;

/// <summary>Carrier accounts in memory. Whoever listens is told of every write.</summary>
public sealed class FakeCarrierVault : ICarrierVault
{
    private readonly Lock _gate = new();
    private ImmutableList<VaultAccount> _accounts = [];
    private ImmutableSortedDictionary<string, string?> _lines = ImmutableSortedDictionary<string, string?>.Empty;
    private ImmutableList<Action> _told = [];

    /// <summary>What every read meets, when the database is away.</summary>
    public Exception? Fault { get; set; }

    public Task<VaultContents> Read(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Fault is { } fault ? Task.FromException<VaultContents>(fault) : Task.FromResult(new VaultContents(
                [.. _accounts],
                _lines.Where(line => line.Value is not null).ToImmutableDictionary(line => line.Key, line => line.Value!, StringComparer.Ordinal),
                _lines.Count(line => line.Value is null)));
        }
    }

    public IDisposable Subscribe(Action changed)
    {
        ImmutableInterlocked.Update(ref _told, told => told.Add(changed));
        return new Subscription(() => ImmutableInterlocked.Update(ref _told, told => told.Remove(changed)));
    }

    public Task<bool> Add(VaultAccount account, Guid? by, DateTimeOffset now, CancellationToken cancellation) => Write(() =>
    {
        var isNew = !_accounts.Exists(known => known.Sid == account.Sid);
        _accounts = isNew ? _accounts.Add(account with { ChangedAt = now }) : _accounts;
        return isNew;
    });

    public Task<bool> Change(string accountSid, VaultChange change, DateTimeOffset now, CancellationToken cancellation) => Replace(accountSid, account => account with
    {
        Name = change.Name ?? account.Name,
        Token = change.Token ?? account.Token,
        SecondaryToken = Changed(account.SecondaryToken, change.SecondaryToken),
        ApiKeySid = change.ApiKeySecret is null ? account.ApiKeySid : change.ApiKeySid,
        ApiKeySecret = Changed(account.ApiKeySecret, change.ApiKeySecret),
        ParentSid = change.ParentSid ?? account.ParentSid,
        ChangedAt = now,
    });

    public Task<bool> Promote(string accountSid, DateTimeOffset now, CancellationToken cancellation) => Replace(
        accountSid,
        account => account.SecondaryToken is null ? null : account with { Token = account.SecondaryToken, SecondaryToken = null, ChangedAt = now });

    public Task<bool> Remove(string accountSid, CancellationToken cancellation) => Write(() =>
    {
        if (_lines.ContainsValue(accountSid))
        {
            return false;
        }

        _accounts = _accounts.RemoveAll(account => account.Sid == accountSid);
        return true;
    });

    public Task<ImmutableDictionary<string, string?>> Lines(IReadOnlyCollection<string> numbers, CancellationToken cancellation) =>
        Task.FromResult(_lines.Where(line => numbers.Contains(line.Key)).ToImmutableDictionary(StringComparer.Ordinal));

    public Task SetLine(string number, string? accountSid, CancellationToken cancellation) => Write(() =>
    {
        _lines = _lines.SetItem(number, accountSid);
        return true;
    });

    private static Secret? Changed(Secret? present, Secret? given) => given switch { null => present, { Plain: "" } => null, _ => given };

    private Task<bool> Replace(string accountSid, Func<VaultAccount, VaultAccount?> change) => Write(() =>
    {
        if (_accounts.Find(account => account.Sid == accountSid) is not { } known || change(known) is not { } changed)
        {
            return false;
        }

        _accounts = _accounts.Replace(known, changed);
        return true;
    });

    private Task<bool> Write(Func<bool> write)
    {
        bool result;
        lock (_gate)
        {
            result = write();
        }

        _told.ForEach(changed => changed());
        return Task.FromResult(result);
    }
}
