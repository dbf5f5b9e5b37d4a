using Microsoft.Extensions.Options;
using OrleansSms.Twilio;

namespace OrleansSms.Silo.Security;

/// <summary>What guards the host as a whole; who may do what stands in Accounts.</summary>
internal static class SecuritySetup
{
    private const long LargestBody = 1024 * 1024;
    private const string YearOfHttps = "max-age=31536000";

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.Services.AddLimits();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
    }

    /// <summary>Before anything answers: where the public address is https, browsers never come by anything else again.</summary>
    public static void UseHttpsOnly(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<TwilioOptions>>().Value.PublicBaseUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true)
        {
            app.Use((context, next) =>
            {
                context.Response.Headers.StrictTransportSecurity = YearOfHttps;
                return next(context);
            });
        }
    }

    /// <summary>After authentication, before anything is done for whoever it found.</summary>
    public static void UseSameSite(this WebApplication app) => app.UseMiddleware<SameSite>();
}
