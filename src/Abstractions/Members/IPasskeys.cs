using System.Collections.Immutable;

namespace OrleansSms.Members;

/// <summary>Signing in with a device instead of a password. What needs the browser is asked with a request, not from a circuit.</summary>
public interface IPasskeys
{
    /// <summary>Those of the one who asks, the newest first.</summary>
    Task<ImmutableArray<PasskeyView>> Mine(CancellationToken cancellation);

    Task Remove(string id, CancellationToken cancellation);

    /// <summary>What the browser needs to make one (WebAuthn, JSON).</summary>
    /// <param name="password">The one in use: an unlocked screen alone adds no key to the door.</param>
    Task<string> CreationOptions(string password, CancellationToken cancellation);

    /// <summary>Keeps what the browser made.</summary>
    Task Add(string credentialJson, string name, CancellationToken cancellation);

    /// <summary>What the browser needs to sign in with one (WebAuthn, JSON).</summary>
    Task<string> RequestOptions(CancellationToken cancellation);

    Task<SignInOutcome> SignIn(string credentialJson, CancellationToken cancellation);
}

/// <param name="Id">Of the credential, base64url.</param>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt);
