using Microsoft.AspNetCore.Authorization;
using OrleansSms.Members;
using OrleansSms.Silo.Rest;

namespace OrleansSms.Silo.Accounts;

/// <summary>Who needs a second factor and has none sets it up before anything else.</summary>
internal static class SecondFactorGate
{
    private const string SetUpPage = "/second-factor";

    /// <summary>After authorization.</summary>
    public static void UseSecondFactorGate(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var isHeld = context.User.HasClaim(claim => claim.Type == SessionClaims.NeedsSecondFactor)
            && context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && !context.Request.Path.Equals(SetUpPage, StringComparison.OrdinalIgnoreCase)
            && !context.Request.Path.Equals("/sign-out", StringComparison.OrdinalIgnoreCase);
        if (!isHeld)
        {
            return next(context);
        }

        if (AccountsSetup.IsPage(context.Request.Path) && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect($"{context.Request.PathBase}{SetUpPage}?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
            return Task.CompletedTask;
        }

        return Problem.Of(StatusCodes.Status403Forbidden, Refusals.NoSecondFactor, "A second factor is asked of everybody. Set it up in the browser first.").ExecuteAsync(context);
    });
}
