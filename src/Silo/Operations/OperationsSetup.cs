using Orleans.Dashboard;
using OrleansSms.Grains.Operations;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;

namespace OrleansSms.Silo.Operations;

/// <summary>What operators look at: what the silo warned of, and the Orleans dashboard where it is switched on.</summary>
internal static class OperationsSetup
{
    // Its script is a file of its own; its charts write styles on elements as they draw.
    private const string DashboardPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TroubleLog>();
        builder.Services.AddSingleton<ITroubles>(services => services.GetRequiredService<TroubleLog>());
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<TroubleLog>());
        if (IsOn(builder.Configuration))
        {
            // The log as it is written may hold more than the page keeps of it.
            builder.Host.UseOrleans(silo => silo.AddDashboard(dashboard => dashboard.HideTrace = true));
        }
    }

    public static void MapOperations(this WebApplication app)
    {
        if (IsOn(app.Configuration))
        {
            // For people who sign in: tokens count for the API and for nothing else.
            IEndpointConventionBuilder dashboard = app.MapOrleansDashboard(OperationsOptions.DashboardPath);
            dashboard.RequireAuthorization(Word.Of(Role.Admin)).Add(StayHere);
        }
    }

    private static bool IsOn(IConfiguration configuration) => configuration.GetSection("Operations").Get<OperationsOptions>() is { OrleansDashboard: true };

    /// <summary>Somebody else's script on our origin: it may talk to us and to nobody else.</summary>
    private static void StayHere(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is { } page)
        {
            endpoint.RequestDelegate = context =>
            {
                context.Response.Headers.ContentSecurityPolicy = DashboardPolicy;
                return page(context);
            };
        }
    }
}
