using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using OrleansSms.Members;

namespace OrleansSms.Silo.Accounts;

/// <summary>Knows who asks, in requests and in circuits.</summary>
internal static class CallersSetup
{
    public static void AddCallers(this IServiceCollection services)
    {
        services.AddScoped<CurrentCaller>();
        services.AddScoped<ICallers>(provider => provider.GetRequiredService<CurrentCaller>());
        services.AddScoped<CircuitHandler, CallerOfCircuit>();
    }

    /// <summary>After authorization: what comes behind it knows who asks.</summary>
    public static void UseCallers(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.RequestServices.GetRequiredService<CurrentCaller>().Arrive(context.User, context.Connection.RemoteIpAddress);
        return next(context);
    });

    /// <summary>A circuit has a scope of its own and outlives the request that began it.</summary>
    private sealed class CallerOfCircuit(CurrentCaller caller, AuthenticationStateProvider authentication, IHttpContextAccessor http) : CircuitHandler
    {
        public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
            caller.Arrive((await authentication.GetAuthenticationStateAsync()).User, http.HttpContext?.Connection.RemoteIpAddress);
    }
}
