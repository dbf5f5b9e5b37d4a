using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using OrleansSms.Members;

namespace OrleansSms.Web.Components.Accounts;

/// <summary>Ends the session. Only our own form may do that.</summary>
internal static class SignOutForm
{
    public static async Task<IResult> Take(HttpContext context, IAntiforgery antiforgery, IAccounts accounts)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        await accounts.SignOut();
        return Results.Redirect("~/sign-in");
    }
}
