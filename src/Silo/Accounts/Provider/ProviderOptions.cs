namespace OrleansSms.Silo.Accounts.Provider;

/// <summary>The OpenID Connect provider that members may sign in at (section <c>Oidc</c>). Nothing of it set: there is none.</summary>
public sealed class ProviderOptions
{
    private const string Section = "Oidc";
    private const string Discovery = "/.well-known/openid-configuration";

    private ProviderOptions(Uri authority, string clientId, string clientSecret, string? name, bool trustsSecondFactor) =>
        (Authority, ClientId, ClientSecret, Name, TrustsSecondFactor) = (authority, clientId, clientSecret, name ?? authority.Host, trustsSecondFactor);

    /// <summary>Where the provider describes itself, at <c>/.well-known/openid-configuration</c> below it.</summary>
    public Uri Authority { get; }

    public string ClientId { get; }

    public string ClientSecret { get; }

    /// <summary>What people call it. Default: the authority's host.</summary>
    public string Name { get; }

    /// <summary>No code of ours is asked of who was asked for a second factor there.</summary>
    public bool TrustsSecondFactor { get; }

    /// <summary>Null: nothing is set.</summary>
    /// <exception cref="SettingException">Something is set with which nobody could sign in.</exception>
    public static ProviderOptions? Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection(Section);
        string?[] all = [Get("Authority"), Get("ClientId"), Get("ClientSecret"), Get("Name"), Get("TrustsSecondFactor")];
        if (all is [null, null, null, null, null])
        {
            return null;
        }

        if (all is not [{ } authority, { } clientId, { } clientSecret, var name, var trusts])
        {
            throw new SettingException("Oidc__Authority, Oidc__ClientId and Oidc__ClientSecret belong together: set all three, or nothing of Oidc.");
        }

        var isAtHome = environment.IsDevelopment() || environment.IsEnvironment("Test");
        if (!isAtHome && string.IsNullOrWhiteSpace(configuration["PublicBaseUrl"]))
        {
            throw new SettingException("Oidc is set, so PublicBaseUrl has to be the address that browsers come back to from the provider.");
        }

        return new(Address(authority, isAtHome), clientId, clientSecret, name, Flag(trusts));

        string? Get(string key) => section[key]?.Trim() is { Length: > 0 } value ? value : null;
    }

    private static Uri Address(string authority, bool isAtHome)
    {
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.UserInfo.Length > 0
            || authority.AsSpan().ContainsAny('?', '#'))
        {
            throw new SettingException("Oidc__Authority must be an absolute https address without user, query and fragment.");
        }

        if (address.AbsolutePath.EndsWith(Discovery, StringComparison.Ordinal))
        {
            throw new SettingException($"Oidc__Authority is the address in front of {Discovery}: leave that part out.");
        }

        // The client's secret goes there, and whoever answers says who somebody is.
        return isAtHome || address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw new SettingException("Oidc__Authority must be https, except in Development and Test.");
    }

    private static bool Flag(string? typed) => typed is null ? false
        : bool.TryParse(typed, out var value) ? value
        : throw new SettingException("Oidc__TrustsSecondFactor must be true or false.");
}
