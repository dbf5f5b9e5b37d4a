using System.Globalization;
using System.Text.RegularExpressions;
using OrleansSms.TwilioSimulator.Messages.Rules;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Calls.Rules;

/// <summary>Is what the call is to do well formed?</summary>
internal static partial class OrderRules
{
    private static readonly string[] Methods =
        ["Method", "FallbackMethod", "StatusCallbackMethod", "RecordingStatusCallbackMethod", "AsyncAmdStatusCallbackMethod"];

    private static readonly (string Name, int Least, int Most)[] DetectionLimits =
    [
        ("MachineDetectionTimeout", 3, 60),
        ("MachineDetectionSpeechThreshold", 1000, 6000),
        ("MachineDetectionSpeechEndThreshold", 500, 5000),
        ("MachineDetectionSilenceTimeout", 2000, 10_000),
    ];

    public static ApiError? DocumentGiven(CallRuleInput input)
    {
        var request = input.Request;
        if (request is { Url: null, Twiml: null, ApplicationSid: null })
        {
            return ApiError.Invalid(21205, "A 'Url', 'Twiml' or 'ApplicationSid' parameter is required.");
        }

        string?[] urls = [request.Url, request.Form.Given("FallbackUrl")];
        return urls.Any(url => url is not null && !Wire.IsWebAddress(url)) ? ApiError.Invalid(21205, "Url is not a valid URL") : null;
    }

    public static ApiError? MethodsKnown(CallRuleInput input) =>
        Methods.Any(name => input.Request.Method(name) is not ("GET" or "POST"))
            ? ApiError.Invalid(21209, "A method is GET or POST.")
            : null;

    public static ApiError? DigitsSendable(CallRuleInput input) =>
        input.Request.SendDigits is { } digits && !Digits().IsMatch(digits) ? ApiError.Invalid(21206, "Invalid SendDigits.") : null;

    public static ApiError? TimeoutInRange(CallRuleInput input) =>
        IsBetween(input.Request.Timeout, 1, 600) && IsBetween(input.Request.Form.Given("TimeLimit"), 1, 86_400)
            ? null
            : ApiError.Invalid(21208, "Timeout must lie between 1 and 600 seconds.");

    public static ApiError? EventsKnown(CallRuleInput input) =>
        input.Request.Events("StatusCallbackEvent").All(name => name is "initiated" or "ringing" or "answered" or "completed")
        && input.Request.Events("RecordingStatusCallbackEvent").All(name => name is "in-progress" or "completed" or "absent")
            ? null
            : ApiError.Invalid(21626, "Invalid StatusCallbackEvent.");

    public static ApiError? DetectionUsable(CallRuleInput input) =>
        input.Request.MachineDetection is null or "Enable" or "DetectMessageEnd"
        && DetectionLimits.All(limit => IsBetween(input.Request.Form.Given(limit.Name), limit.Least, limit.Most))
            ? null
            : ApiError.Invalid(21234, "Invalid MachineDetection.");

    public static ApiError? CallbackUsable(CallRuleInput input)
    {
        string[] names = ["StatusCallback", "RecordingStatusCallback", "AsyncAmdStatusCallback"];
        var allowPrivate = input.World.Settings.AllowPrivateCallbacks;
        return names.Select(input.Request.Form.Given).Any(url => url is not null && !DeliveryRules.IsUsable(url, allowPrivate))
            ? ApiError.Invalid(21609, "The StatusCallback URL is not a valid URL.")
            : null;
    }

    private static bool IsBetween(string? text, int least, int most) => text is null
        || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most;

    [GeneratedRegex(@"^[0-9A-D#*wW]{1,32}\z")]
    private static partial Regex Digits();
}
