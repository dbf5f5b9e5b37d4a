using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Voice;

/// <summary>
/// Where the carrier fetches a recorded greeting. It fetches sound as a browser does and promises no signature for it, so
/// there is none to check; the id in the address is random and long, and what it leads to is heard by everybody who calls.
/// </summary>
internal sealed class GreetingDoor(IGreetingFiles files)
{
    // An address always leads to the same sound: another greeting has another one.
    private const string ForGood = "public, max-age=31536000, immutable";

    public async Task Play(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (!Guid.TryParse(http.Request.Query["f"], out var id) || await files.Open(id, http.RequestAborted) is not { } file)
        {
            headers.CacheControl = "no-store";
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        headers.CacheControl = ForGood;
        var version = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{file.About.Id:N}\""));
        await TypedResults.Bytes(file.Content, file.About.ContentType, enableRangeProcessing: true, lastModified: file.About.SetAt, entityTag: version).ExecuteAsync(http);
    }
}
