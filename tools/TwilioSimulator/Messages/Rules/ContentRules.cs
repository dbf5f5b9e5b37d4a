using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages.Rules;

/// <summary>Is there something to send, and can it be sent?</summary>
internal static partial class ContentRules
{
    private const int LongestBody = 1600;
    private const int MostMedia = 10;

    public static ApiError? SomethingToSend(RuleInput input) =>
        input.Request is { Body: null, ContentSid: null, MediaUrls.Count: 0 }
            ? ApiError.Invalid(input.Settings.EmptyMessageCode, "Message body is required.")
            : null;

    public static ApiError? BodyNotTooLong(RuleInput input) =>
        input.Request.Body?.Length > LongestBody
            ? ApiError.Invalid(21617, "The concatenated message body exceeds the 1600 character limit.")
            : null;

    public static ApiError? MediaUsable(RuleInput input)
    {
        var request = input.Request;
        if (request.MediaUrls.Count > MostMedia)
        {
            return ApiError.Invalid(21623, "Number of media files exceeds the limit of 10.");
        }

        if (request.MediaUrls.Any(url => !Wire.IsWebAddress(url)))
        {
            return ApiError.Invalid(21620, "Invalid media URL.");
        }

        return request.IsMms && input.World.Numbers.Find(request.From) is { Mms: false }
            ? ApiError.Invalid(21621, "The 'From' number is not enabled for MMS.")
            : null;
    }

    public static ApiError? TemplateUsable(RuleInput input)
    {
        var (sid, variables) = (input.Request.ContentSid, input.Request.ContentVariables);
        if (variables is not null && sid is null)
        {
            return ApiError.Invalid(21654, "ContentVariables require a ContentSid.");
        }

        if (sid is not null && !ContentSid().IsMatch(sid))
        {
            return ApiError.Invalid(21655, "The ContentSid is invalid.");
        }

        return variables is null || IsJsonObject(variables) ? null : ApiError.Invalid(21656, "The ContentVariables are invalid.");
    }

    private static bool IsJsonObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex("^HX[0-9a-fA-F]{32}\\z")]
    private static partial Regex ContentSid();
}
