using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>Writes answers of the carrier's API.</summary>
internal static class Reply
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task Json(HttpContext context, int status, JsonObject body)
    {
        var call = context.Features.Get<ApiCall>();
        if (call?.World.Settings.Chaos == true)
        {
            AddUnknownFields(body);
        }

        return Raw(context, status, "application/json", body.ToJsonString(Plain));
    }

    public static Task Error(HttpContext context, ApiError error)
    {
        if (context.Features.Get<ApiCall>() is { } call)
        {
            call.ErrorCode = error.Code;
        }

        if (error.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
        }

        return Json(context, error.Status, error.ToJson());
    }

    public static Task Raw(HttpContext context, int status, string contentType, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    private static void AddUnknownFields(JsonObject body)
    {
        foreach (var (_, value) in body)
        {
            if (value is JsonObject inner)
            {
                AddUnknownFields(inner);
            }
            else if (value is JsonArray list)
            {
                foreach (var item in list.OfType<JsonObject>())
                {
                    AddUnknownFields(item);
                }
            }
        }

        body["zz_simulator_unknown"] = "chaos";
    }
}
