using System.Text.Json;

namespace OrleansSms.Silo.Rest;

/// <summary>The body of a request, or an answer that says what is wrong with it.</summary>
internal static class JsonBody
{
    public static async Task<(T? Request, IResult? Unreadable)> Read<T>(HttpContext http, CancellationToken cancellation)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
        {
            return (null, Problem.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Send the body as application/json."));
        }

        try
        {
            var request = await http.Request.ReadFromJsonAsync<T>(cancellation);
            return request is null
                ? (null, Problem.Of(StatusCodes.Status400BadRequest, "invalid-body", "The body is null; it must be an object."))
                : (request, null);
        }
        catch (JsonException wrong)
        {
            return (null, Problem.Of(
                StatusCodes.Status400BadRequest, "invalid-body", $"The body is not what this call takes, at {wrong.Path ?? "$"}.", wrong.Path?.TrimStart('$', '.')));
        }
        catch (InvalidOperationException)
        {
            // How the JSON reader tells of half a surrogate pair or broken UTF-8 inside a string.
            return (null, Problem.Of(StatusCodes.Status400BadRequest, "invalid-body", "The body holds text that is not valid Unicode."));
        }
    }
}
