using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Accounts;

/// <summary>
/// Every account that can be used, in memory: the one of the configuration, which is always there and wins, and those of
/// the vault. Whoever asks gets what was true at the last change, and never waits.
/// </summary>
internal sealed class AccountDirectory : IDisposable
{
    private readonly ICarrierVault _vault;
    private readonly SemaphoreSlim _reading = new(1);
    private volatile Book _book;

    public AccountDirectory(IOptions<TwilioOptions> options, ICarrierVault vault)
    {
        _vault = vault;
        Configured = TwilioAccount.Of(options.Value);
        Address = options.Value.PublicBaseUrl is { Length: > 0 } url ? new(url) : null;
        _book = new(Configured, VaultContents.Nothing);
    }

    public TwilioAccount? Configured { get; }

    /// <summary>Null: nobody said where the carrier finds us, so nothing it sends can be checked.</summary>
    public PublicAddress? Address { get; }

    public TwilioAccount? Find(ReadOnlySpan<char> accountSid) => _book.Find(accountSid);

    /// <summary>The account that a line sends through; null when that is not there or cannot be used. Never another one.</summary>
    public TwilioAccount? Of(string line) =>
        _book.Lines.TryGetValue(line, out var sid) ? _book.Find(sid) : Configured;

    public string? SidOf(string line) => _book.Lines.TryGetValue(line, out var sid) ? sid : Configured?.Sid;

    /// <summary>Reads the vault. One at a time, so that what was read last is what was written last.</summary>
    public async Task Reload(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            _book = new(Configured, await _vault.Read(cancellation));
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private sealed class Book
    {
        private readonly FrozenDictionary<string, TwilioAccount>.AlternateLookup<ReadOnlySpan<char>> _accounts;

        public Book(TwilioAccount? configured, VaultContents contents)
        {
            var accounts = contents.Accounts.Select(TwilioAccount.Of).OfType<TwilioAccount>()
                .Where(account => account.Sid != configured?.Sid);
            _accounts = (configured is null ? accounts : accounts.Prepend(configured))
                .ToFrozenDictionary(account => account.Sid, StringComparer.Ordinal)
                .GetAlternateLookup<ReadOnlySpan<char>>();
            Lines = contents.Lines.ToFrozenDictionary(StringComparer.Ordinal);
        }

        public FrozenDictionary<string, string> Lines { get; }

        public TwilioAccount? Find(ReadOnlySpan<char> accountSid) => _accounts.TryGetValue(accountSid, out var account) ? account : null;
    }
}
