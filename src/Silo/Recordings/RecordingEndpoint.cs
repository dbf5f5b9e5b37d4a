using System.Globalization;
using Microsoft.Net.Http.Headers;
using OrleansSms.Calls;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;
using OrleansSms.Silo.Rest;

namespace OrleansSms.Silo.Recordings;

/// <summary><c>GET /calls/{callId}/recordings/{sid}</c>: a recording, to be played or, with <c>?download</c>, to be saved.</summary>
internal static class RecordingEndpoint
{
    public static void MapRecordings(this IEndpointRouteBuilder app) =>
        app.MapGet("/calls/{callId:guid}/recordings/{sid}", Play).RequireScope(Scopes.Read).WithName("PlayRecording").ExcludeFromDescription();

    /// <summary>Programs fetch recordings as well, though the address is one of pages.</summary>
    public static bool IsMeant(PathString path) =>
        path.StartsWithSegments("/calls", out var call) && call.Value!.Contains("/recordings/", StringComparison.OrdinalIgnoreCase);

    private static async Task<IResult> Play(Guid callId, string sid, string? download, HttpContext http, IRecordings recordings, CancellationToken cancellation)
    {
        if (await recordings.Open(callId, sid, cancellation) is not { } file)
        {
            http.Response.Headers.CacheControl = "no-store";
            return Problem.Of(StatusCodes.Status404NotFound, "recording-not-found", "This recording does not exist or is not shared with you.");
        }

        var headers = http.Response.Headers;
        // A browser may keep it, and asks each time whether it still may.
        headers.CacheControl = "private, no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentDisposition = new ContentDispositionHeaderValue(download is null ? "inline" : "attachment") { FileName = file.Name }.ToString();
        var version = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{file.Content.Length:x}-{file.CreatedAt.UtcTicks:x}\""));
        return TypedResults.Stream(file.Content, file.ContentType, fileDownloadName: null, file.CreatedAt, version, enableRangeProcessing: true);
    }
}
