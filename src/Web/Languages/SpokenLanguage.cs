using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace OrleansSms.Web.Languages;

/// <summary>Which language a request is answered in: the one that was chosen here, else the first of the browser's that we speak, else English.</summary>
internal static class SpokenLanguage
{
    // What programs and the carrier read stays as it is written down.
    private static readonly PathString Programs = "/api";

    public static void Use(IApplicationBuilder app)
    {
        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = Language.All[0].Culture,
            SupportedCultures = [.. Language.All.Select(one => one.Culture.Culture)],
            SupportedUICultures = [.. Language.All.Select(one => one.Culture.UICulture)],
            RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()],
        };
        app.UseWhen(context => !context.Request.Path.StartsWithSegments(Programs, StringComparison.OrdinalIgnoreCase), pages => pages.UseRequestLocalization(options));
    }
}
