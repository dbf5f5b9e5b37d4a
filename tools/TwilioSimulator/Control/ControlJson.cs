using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansSms.TwilioSimulator.Control;

/// <summary>JSON of the control API: camelCase, enums as words, unknown members are a mistake worth telling.</summary>
internal static class ControlJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The body as T, or null after a 4xx that says what is wrong.</summary>
    public static async Task<T?> Read<T>(HttpContext context)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            await Refuse(context, StatusCodes.Status415UnsupportedMediaType, "Send the body as application/json.");
            return null;
        }

        try
        {
            var body = await context.Request.ReadFromJsonAsync<T>(Options, context.RequestAborted);
            if (body is null)
            {
                await Refuse(context, StatusCodes.Status400BadRequest, "The body is empty.");
            }

            return body;
        }
        catch (JsonException wrong)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, wrong.Message);
            return null;
        }
    }

    public static Task Write<T>(HttpContext context, T body, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, Options, context.RequestAborted);
    }

    public static Task Refuse(HttpContext context, int status, string problem) => Write(context, new { problem }, status);
}
