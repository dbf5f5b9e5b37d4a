namespace OrleansSms.Members;

/// <summary>Signing in at somebody else's door, an OpenID Connect provider. There is none unless one is configured.</summary>
public interface ISignInProvider
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>Sends the browser of this request there. It comes back with a session, or to the sign-in page with a <see cref="ProviderRefusal"/>.</summary>
    /// <param name="returnPath">Where to go after signing in: a path of this site.</param>
    Task Begin(string returnPath, CancellationToken cancellation);
}
