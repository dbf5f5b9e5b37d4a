using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Members;

namespace OrleansSms.Web.Components.Accounts;

/// <summary>The way to the provider, when there is one: a plain link, since a form's policy lets nobody leave this site.</summary>
internal static class ProviderStart
{
    private const string Route = "sign-in/provider";

    public static string Path(string? returnUrl) => $"{Route}?returnUrl={Uri.EscapeDataString(LocalPath.Of(returnUrl))}";

    public static void MapProvider(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(ISignInProvider)))
        {
            endpoints.MapGet(Route, async (HttpContext http, ISignInProvider provider, string? returnUrl) =>
            {
                await provider.Begin(LocalPath.Of(returnUrl), http.RequestAborted);
                return Results.Empty;
            }).AllowAnonymous().ExcludeFromDescription();
        }
    }
}
