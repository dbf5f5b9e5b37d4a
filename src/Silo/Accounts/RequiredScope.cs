using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using OrleansSms.Members;

namespace OrleansSms.Silo.Accounts;

/// <summary>What a token must have been made for to use an endpoint. Somebody who signed in may use all that the role allows.</summary>
internal sealed record RequiredScope(Scopes Scope)
{
    /// <summary>As people and documents call it.</summary>
    public string Word => Scope.ToString().ToLowerInvariant();

    public string Policy => $"scope-{Word}";

    public static RequiredScope? Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<RequiredScope>();

    public bool IsMet(ClaimsPrincipal user) => user.FindFirstValue(CurrentCaller.ScopesClaim) is not { } scopes
        || ((Scopes)int.Parse(scopes, CultureInfo.InvariantCulture) & Scope) == Scope;
}

/// <summary>Endpoints that say what a token needs.</summary>
internal static class ScopeRules
{
    private static readonly Scopes[] All = [Scopes.Read, Scopes.Send, Scopes.Admin];

    public static AuthorizationBuilder AddScopes(this AuthorizationBuilder authorization)
    {
        foreach (var required in All.Select(scope => new RequiredScope(scope)))
        {
            authorization.AddPolicy(required.Policy, policy => policy.RequireAuthenticatedUser().RequireAssertion(asked => required.IsMet(asked.User)));
        }

        return authorization;
    }

    public static T RequireScope<T>(this T endpoint, Scopes scope) where T : IEndpointConventionBuilder
    {
        var required = new RequiredScope(scope);
        return endpoint.RequireAuthorization(required.Policy).WithMetadata(required);
    }
}
