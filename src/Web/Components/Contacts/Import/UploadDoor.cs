using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OrleansSms.Contacts;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

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
            return Wrong(ImportTexts.TooLarge);
        }

        try
        {
            if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            {
                return Results.BadRequest();
            }

            if ((await http.Request.ReadFormAsync(http.RequestAborted)).Files is not [var file, ..])
            {
                return Wrong(ImportTexts.ChooseFirst);
            }

            await using var content = file.OpenReadStream();
            return Results.Json(new { id = await imports.Upload(file.FileName, content, http.RequestAborted) });
        }
        catch (RefusedException refused)
        {
            return Wrong(RefusalWords.Of(refused));
        }
    }

    private static IResult Wrong(string message) => Results.Json(new { message }, statusCode: StatusCodes.Status422UnprocessableEntity);
}
