using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OrleansSms.Contacts;

namespace OrleansSms.Web.Components.Contacts.Import;

/// <summary>Where a page of ours hands over a file; a circuit is too narrow for it.</summary>
internal static class UploadDoor
{
    // The file and what a form puts around it. A little more is let in than is taken, so that the answer can say why not.
    private const long LargestForm = IContactImports.LargestFile + (1024 * 1024);

    public static void MapContactUpload(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/contacts/import/file", Take)
        .RequireAuthorization().ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(LargestForm));

    private static async Task<IResult> Take(HttpContext http, IAntiforgery antiforgery, IContactImports imports)
    {
        if (http.Request.ContentLength > LargestForm)
        {
            return Wrong("The file is larger than 10 MB. Cut it into smaller ones.");
        }

        try
        {
            if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            {
                return Results.BadRequest();
            }

            if ((await http.Request.ReadFormAsync(http.RequestAborted)).Files is not [var file, ..])
            {
                return Wrong("Choose a file first.");
            }

            await using var content = file.OpenReadStream();
            return Results.Json(new { id = await imports.Upload(file.FileName, content, http.RequestAborted) });
        }
        catch (RefusedException refused)
        {
            return Wrong(refused.Message);
        }
    }

    private static IResult Wrong(string message) => Results.Json(new { message }, statusCode: StatusCodes.Status422UnprocessableEntity);
}
