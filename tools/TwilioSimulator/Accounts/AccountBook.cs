using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.TwilioSimulator.Accounts;

internal enum CallerKind
{
    Token,
    MainKey,
    StandardKey,
    Test,
}

/// <summary>Who is behind a pair of credentials.</summary>
internal sealed record Caller(Account Account, CallerKind Kind);

internal sealed class AccountBook
{
    private readonly Dictionary<string, Account> _accounts = [];
    private readonly Dictionary<string, ApiKey> _keys = [];

    public IReadOnlyCollection<Account> All => _accounts.Values;

    public IReadOnlyCollection<ApiKey> Keys => _keys.Values;

    public void Put(Account account) => _accounts[account.Sid] = account;

    public void Put(ApiKey key) => _keys[key.Sid] = key;

    public Account? Find(string? sid) => sid is not null && _accounts.TryGetValue(sid, out var account) ? account : null;

    public Caller? Recognize(string user, string password)
    {
        if (_accounts.TryGetValue(user, out var account))
        {
            return Same(password, account.Token) || Same(password, account.SecondaryToken) ? new(account, CallerKind.Token) : null;
        }

        if (_keys.TryGetValue(user, out var key) && _accounts.TryGetValue(key.AccountSid, out var owner))
        {
            return Same(password, key.Secret) ? new(owner, key.IsMain ? CallerKind.MainKey : CallerKind.StandardKey) : null;
        }

        var tested = _accounts.Values.FirstOrDefault(candidate => candidate.TestSid == user);
        return tested is not null && Same(password, tested.TestToken) ? new(tested, CallerKind.Test) : null;
    }

    private static bool Same(string given, string? expected) =>
        expected is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
