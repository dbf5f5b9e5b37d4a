using System.Collections.Immutable;

namespace OrleansSms.Members;

/// <summary>The codes of an authenticator app, which the one who asks types after the password.</summary>
public interface ISecondFactor
{
    Task<SecondFactorView> Read(CancellationToken cancellation);

    /// <summary>The key to put into the app; the same one until it is confirmed.</summary>
    Task<AuthenticatorKey> Begin(CancellationToken cancellation);

    /// <summary>Turns it on with a first code from the app.</summary>
    /// <returns>The recovery codes, which are shown once; null: the code is not right.</returns>
    Task<ImmutableArray<string>?> Confirm(string code, CancellationToken cancellation);

    Task<ImmutableArray<string>> NewRecoveryCodes(string password, CancellationToken cancellation);

    Task TurnOff(string password, CancellationToken cancellation);

    /// <summary>Asks a second factor of everybody, or of nobody. Only owners do that, and only with one of their own.</summary>
    Task Require(bool ofEverybody, CancellationToken cancellation);
}

/// <param name="RecoveryCodes">How many are left.</param>
/// <param name="IsRequired">Everybody has to have one.</param>
public sealed record SecondFactorView(bool IsOn, int RecoveryCodes, bool IsRequired);

/// <summary>What an authenticator app takes.</summary>
/// <param name="Key">In groups of four, to be typed.</param>
/// <param name="Uri">The same as a QR code holds it.</param>
public sealed record AuthenticatorKey(string Key, string Uri);
