using OrleansSms.Calls;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary><c>POST /api/v1/twilio/voice/token</c>: lets the browser of who is signed in take calls.</summary>
internal static class SoftphoneEndpoint
{
    public static void MapSoftphone(this IEndpointRouteBuilder api) => api.MapPost("/twilio/voice/token", Pass)
        .RequireScope(Scopes.Send).WithName("MakeVoiceToken").WithSummary("A token of the carrier's for your own browser").WithTags("Calls")
        .WithDescription("For pages of a signed-in member: an API token gets none. Not there when the installation has no phone in the browser.")
        .Produces<SoftphonePass>()
        .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Pass(HttpContext http, ISoftphone softphone, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await softphone.Pass(cancellation) is { } pass
            ? TypedResults.Ok(pass)
            : Problem.Of(StatusCodes.Status404NotFound, "no-softphone", "Calls in the browser are not set up here.");
    }
}
