using System.Net;
using System.Text.Json;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>What an HTTP request was answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string? ContentType, string? Location, string Text)
{
    /// <summary>Fails when it is no JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>The stable code of a problem document.</summary>
    public string? Code => ContentType == "application/problem+json" ? Json.Text("code") : null;

    public static async Task<Answer> Of(HttpResponseMessage response) => new(
        response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.Location?.OriginalString, await response.Content.ReadAsStringAsync())
    {
        RetryAfter = response.Headers.RetryAfter?.ToString(),
    };

    public string? RetryAfter { get; private init; }

    /// <summary>Of a page of a thread; none when there is no such conversation.</summary>
    public JsonElement[] Messages() => Status == HttpStatusCode.OK ? [.. Json.GetProperty("messages").EnumerateArray()] : [];
}

internal static class JsonReading
{
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static int? Number(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    public static string[] Timeline(this JsonElement message) =>
        [.. message.GetProperty("timeline").EnumerateArray().Select(report => report.Text("status")!)];
}
