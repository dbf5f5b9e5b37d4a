using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using OrleansSms.Web.Components.Accounts;

namespace OrleansSms.Web.Languages;

/// <summary>Keeps the language somebody chose, in their browser. Only our own form may do that.</summary>
internal static class LanguageForm
{
    public const string Route = "language";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static async Task<IResult> Take(HttpContext context, IAntiforgery antiforgery, TimeProvider time)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (Language.All.FirstOrDefault(one => one.Code == form["language"]) is not { } chosen)
        {
            return Results.BadRequest();
        }

        context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(chosen.Culture), new()
        {
            Expires = time.GetUtcNow() + Kept,
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
        return Results.LocalRedirect(LocalPath.Of(form["returnUrl"]));
    }
}
