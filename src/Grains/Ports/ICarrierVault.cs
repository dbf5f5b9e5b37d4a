using System.Collections.Immutable;

namespace OrleansSms.Grains.Ports;

/// <summary>Where carrier accounts that were entered in the settings are kept, their secrets encrypted.</summary>
public interface ICarrierVault
{
    Task<VaultContents> Read(CancellationToken cancellation);

    /// <summary>Calls whenever something may have been written, by whatever silo; also when that could not be known for a while. The call must not wait.</summary>
    IDisposable Subscribe(Action changed);

    /// <returns>False: there is such an account already.</returns>
    Task<bool> Add(VaultAccount account, Guid? by, DateTimeOffset now, CancellationToken cancellation);

    /// <returns>False: there is no such account.</returns>
    Task<bool> Change(string accountSid, VaultChange change, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The secondary token takes the place of the token.</summary>
    /// <returns>False: there is no secondary token.</returns>
    Task<bool> Promote(string accountSid, DateTimeOffset now, CancellationToken cancellation);

    /// <returns>False: lines send through it.</returns>
    Task<bool> Remove(string accountSid, CancellationToken cancellation);

    /// <summary>Which of these numbers are lines, and through which account each sends; null: through the configured one.</summary>
    Task<ImmutableDictionary<string, string?>> Lines(IReadOnlyCollection<string> numbers, CancellationToken cancellation);

    /// <summary>Makes sure that a number is a line, with the owners as members when it is new, and says through which account it sends.</summary>
    /// <param name="accountSid">Null: through the configured one.</param>
    Task SetLine(string number, string? accountSid, CancellationToken cancellation);
}

/// <summary>Something that must not be shown or logged.</summary>
public sealed record Secret(string Plain)
{
    /// <summary>As a change: takes away what is there.</summary>
    public static Secret None { get; } = new("");

    public override string ToString() => "(secret)";
}

/// <summary>An account with its secrets in the open.</summary>
/// <param name="Token">Null: it cannot be decrypted any more.</param>
/// <param name="ApiKeySid">With its secret; both or neither.</param>
public sealed record VaultAccount(
    string Sid,
    string Name,
    Secret? Token,
    Secret? SecondaryToken = null,
    string? ApiKeySid = null,
    Secret? ApiKeySecret = null,
    string? ParentSid = null,
    DateTimeOffset ChangedAt = default);

/// <summary>What is to be written; what is null stays as it is.</summary>
public sealed record VaultChange(
    string? Name = null,
    Secret? Token = null,
    Secret? SecondaryToken = null,
    string? ApiKeySid = null,
    Secret? ApiKeySecret = null,
    string? ParentSid = null);

/// <summary>Everything that is kept.</summary>
/// <param name="Accounts">The oldest first.</param>
/// <param name="Lines">Which line sends through which of them; lines of the configured account are not in it.</param>
/// <param name="LinesOfNone">How many lines name no account.</param>
public sealed record VaultContents(ImmutableArray<VaultAccount> Accounts, ImmutableDictionary<string, string> Lines, int LinesOfNone)
{
    public static VaultContents Nothing { get; } = new([], ImmutableDictionary<string, string>.Empty, 0);
}
