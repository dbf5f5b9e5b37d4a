using System.Globalization;
using System.Net;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages.Rules;

/// <summary>Callback, validity and schedule.</summary>
internal static class DeliveryRules
{
    private const int LongestAddress = 4000;
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(35);

    public static ApiError? CallbackUsable(RuleInput input) =>
        input.Request.StatusCallback is { } url && !IsUsable(url, input.Settings.AllowPrivateCallbacks)
            ? ApiError.Invalid(21609, "The StatusCallback URL is not a valid URL.")
            : null;

    public static ApiError? ValidityInRange(RuleInput input) =>
        input.Request.ValidityPeriod is { } text && !TryValidity(text, out _)
            ? ApiError.Invalid(21624, "The ValidityPeriod must be between 1 and 36000 seconds.")
            : null;

    public static ApiError? SchedulePossible(RuleInput input)
    {
        var request = input.Request;
        if (request.ScheduleType is null && request.SendAt is null)
        {
            return null;
        }

        if (request.ScheduleType is not "fixed" || request.SendAt is null || !TryInstant(request.SendAt, out var sendAt))
        {
            return ApiError.Invalid(35111, "ScheduleType 'fixed' and SendAt belong together.");
        }

        if (request.ServiceSid is null)
        {
            return ApiError.Invalid(35118, "MessagingServiceSid is required to schedule a message.");
        }

        var wait = sendAt - input.Clock.GetUtcNow();
        if (wait <= Soonest)
        {
            return ApiError.Invalid(35114, "SendAt must be more than 300 seconds in the future.");
        }

        return wait > Latest ? ApiError.Invalid(35115, "SendAt must be at most 35 days in the future.") : null;
    }

    public static bool TryValidity(string text, out int seconds) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) && seconds is >= 1 and <= 36_000;

    public static bool TryInstant(string text, out DateTimeOffset instant) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    public static bool IsUsable(string url, bool allowPrivate) =>
        url.Length <= LongestAddress && Wire.IsWebAddress(url)
        && new Uri(url) is var uri && !uri.Host.Contains('_', StringComparison.Ordinal) && (allowPrivate || !IsPrivate(uri));

    private static bool IsPrivate(Uri uri)
    {
        if (!IPAddress.TryParse(uri.DnsSafeHost, out var address))
        {
            return uri.IsLoopback || !uri.Host.Contains('.', StringComparison.Ordinal);
        }

        return IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal
            || address.MapToIPv4().GetAddressBytes() is [10, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [169, 254, ..];
    }
}
