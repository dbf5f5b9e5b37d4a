using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansSms.Web.Components;
using OrleansSms.Web.Components.Accounts;
using OrleansSms.Web.Components.Contacts.Import;
using OrleansSms.Web.Components.Settings.Calls;
using OrleansSms.Web.Languages;
using OrleansSms.Web.Live;
using OrleansSms.Web.Words;

namespace OrleansSms.Web;

/// <summary>The door of the screen.</summary>
public static class WebSetup
{
    /// <summary>Adds the screen. The host brings sign-in (with a policy named <c>owner</c>) and the ports of Abstractions.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.AddRazorComponents()
            .AddInteractiveServerComponents(circuit =>
            {
                circuit.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(4);
                circuit.DisconnectedCircuitMaxRetained = 500;
            })
            .AddHubOptions(hub =>
            {
                // A dead link is noticed in seconds on both ends; the script uses the matching values.
                hub.KeepAliveInterval = TimeSpan.FromSeconds(4);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
            });
        services.AddSingleton<FirstPaint>();
        services.AddScoped<Member>().AddScoped<WallClock>().AddScoped<LiveFeed>().AddScoped<UnreadTally>().AddScoped<Team>().AddScoped<Deeds>().AddScoped<SavedViews>();
        services.AddScoped<OpenSession>().AddScoped<CircuitHandler>(provider => provider.GetRequiredService<OpenSession>());
        services.AddScoped<Drafts>().AddScoped<Outgoing>().AddScoped<Notices>().AddScoped<Company>().AddScoped<Alerts>().AddScoped<PaletteSearch>().AddScoped<Calling>().AddScoped<Softphone>();
        services.AddScoped<CircuitHandler, CircuitTongue>();
        services.AddScoped<Link>().AddScoped<CircuitHandler>(provider => provider.GetRequiredService<Link>());
        return services;
    }

    /// <summary>Maps the pages, the circuit and sign-out. The host maps static assets, authentication and antiforgery.</summary>
    public static IEndpointRouteBuilder MapWeb(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = "'none'");
        endpoints.MapPost("/sign-out", SignOutForm.Take);
        endpoints.MapPost(LanguageForm.Route, LanguageForm.Take).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapPasskeys();
        endpoints.MapProvider();
        endpoints.MapContactUpload();
        endpoints.MapGreetingUpload();
        return endpoints;
    }

    /// <summary>Puts the content security policy on pages, and the headers that every answer carries.</summary>
    public static IApplicationBuilder UseWebSecurityHeaders(this IApplicationBuilder app) => app.Use(WebHeaders.Set);

    /// <summary>Answers in the language that was chosen, or that the browser asks for. Before whatever writes a page.</summary>
    public static IApplicationBuilder UseWebLanguages(this IApplicationBuilder app)
    {
        SpokenLanguage.Use(app);
        return app;
    }

    /// <summary>Shows our own pages for "nothing here" and "something broke"; an answer under <c>/api</c> is left as it is.</summary>
    public static IApplicationBuilder UseWebErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        return app.Use(WebHeaders.LeaveApiAlone);
    }
}
