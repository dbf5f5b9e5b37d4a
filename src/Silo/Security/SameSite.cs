using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using OrleansSms.Silo.Rest;
using OrleansSms.Twilio;

namespace OrleansSms.Silo.Security;

/// <summary>
/// What another site's page makes a browser send with our cookie is turned away: calls of the API that change something, and
/// circuits. Pages with forms carry antiforgery tokens; programs with a token send no cookie.
/// </summary>
internal sealed class SameSite(RequestDelegate next, IOptions<TwilioOptions> carrier)
{
    private const string FetchSite = "Sec-Fetch-Site";
    private readonly string? _ours = Uri.TryCreate(carrier.Value.PublicBaseUrl, UriKind.Absolute, out var address) ? address.Authority : null;

    public Task Invoke(HttpContext context) => IsGuarded(context) && IsForeign(context.Request)
        ? Problem.Of(StatusCodes.Status403Forbidden, "cross-site", "This call came from a page of another site.").ExecuteAsync(context)
        : next(context);

    private static bool IsGuarded(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/_blazor")
        || (context.Request.Path.StartsWithSegments("/api") && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
            && context.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme);

    private bool IsForeign(HttpRequest request)
    {
        // Browsers write both themselves, and no page can change them. Who sends neither is no browser.
        if (request.Headers[FetchSite] is [{ } site])
        {
            return site is not ("same-origin" or "none");
        }

        return request.Headers[HeaderNames.Origin] is [{ } origin]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && (from.Authority == request.Host.Value || from.Authority == _ours));
    }
}
