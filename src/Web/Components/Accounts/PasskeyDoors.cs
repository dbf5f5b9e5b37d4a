using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansSms.Members;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Accounts;

/// <summary>What the browser's script asks for when a device is to be made or used as a key. Only our own pages may ask.</summary>
internal static class PasskeyDoors
{
    public static void MapPasskeys(this IEndpointRouteBuilder endpoints)
    {
        var doors = endpoints.MapGroup("/passkey").ExcludeFromDescription();
        doors.MapPost("/options", (HttpContext http, IAntiforgery antiforgery, IPasskeys passkeys) => Ours(http, antiforgery, async form =>
            Json(await passkeys.CreationOptions(form["password"].ToString(), http.RequestAborted))));
        doors.MapPost("/add", (HttpContext http, IAntiforgery antiforgery, IPasskeys passkeys) => Ours(http, antiforgery, async form =>
        {
            await passkeys.Add(form["credential"].ToString(), form["name"].ToString(), http.RequestAborted);
            return Results.NoContent();
        }));
        doors.MapPost("/request", (HttpContext http, IAntiforgery antiforgery, IPasskeys passkeys) => Ours(http, antiforgery, async _ =>
            Json(await passkeys.RequestOptions(http.RequestAborted)))).AllowAnonymous();
        doors.MapPost("/sign-in", (HttpContext http, IAntiforgery antiforgery, IPasskeys passkeys) => Ours(http, antiforgery, async form =>
            await passkeys.SignIn(form["credential"].ToString(), http.RequestAborted) switch
            {
                SignInOutcome.SignedIn => Results.NoContent(),
                SignInOutcome.NoMatch => Wrong(AccountTexts.PasskeyUnknown),
                var other => Wrong(SignInWords.Of(other)!.Value.Title),
            })).AllowAnonymous();
    }

    private static async Task<IResult> Ours(HttpContext http, IAntiforgery antiforgery, Func<IFormCollection, Task<IResult>> answer)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        try
        {
            return await answer(await http.Request.ReadFormAsync(http.RequestAborted));
        }
        catch (RefusedException refused)
        {
            return Wrong(RefusalWords.Of(refused));
        }
    }

    private static IResult Json(string json) => Results.Content(json, "application/json");

    private static IResult Wrong(string message) => Results.Json(new { message }, statusCode: StatusCodes.Status422UnprocessableEntity);
}
