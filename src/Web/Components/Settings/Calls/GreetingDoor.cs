using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OrleansSms.Calls;
using OrleansSms.Inbox;
using OrleansSms.Web.Components.Inbox;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Settings.Calls;

/// <summary>Where the page hands over a recorded greeting; a circuit is too narrow for it.</summary>
internal static class GreetingDoor
{
    public const string Route = "/settings/calls/greeting";

    // The file and what a form puts around it. A little more is let in than is taken, so that the answer can say why not.
    private const long LargestForm = ILineGreetings.LargestFile + (1024 * 1024);

    public static void MapGreetingUpload(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Route, Take)
        .RequireAuthorization().ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(LargestForm));

    /// <param name="line">By its tag: numbers stand in no address.</param>
    private static async Task<IResult> Take(string? line, HttpContext http, IAntiforgery antiforgery, IDesk desk, ILineGreetings greetings)
    {
        if (http.Request.ContentLength > LargestForm)
        {
            return Wrong(VoiceTexts.GreetingTooLarge);
        }

        try
        {
            if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            {
                return Results.BadRequest();
            }

            if ((await http.Request.ReadFormAsync(http.RequestAborted)).Files is not [var file, ..])
            {
                return Wrong(VoiceTexts.GreetingNone);
            }

            await using var content = file.OpenReadStream();
            return InboxFilter.Tagged(await desk.Lines(http.RequestAborted), line) is { } known
                && await greetings.Set(known.Number, file.FileName, content, http.RequestAborted) is { } greeting
                    ? Results.Json(new { id = greeting.Id })
                    : Wrong(VoiceTexts.NotYours);
        }
        catch (RefusedException refused)
        {
            return Wrong(RefusalWords.Of(refused));
        }
    }

    private static IResult Wrong(string message) => Results.Json(new { message }, statusCode: StatusCodes.Status422UnprocessableEntity);
}
