using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Numbers;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Services;

namespace OrleansSms.TwilioSimulator.Control;

internal sealed record NumberRequest(
    string? PhoneNumber, string? AccountSid, bool? Sms, bool? Mms, bool? Voice, double? SegmentsPerSecond, OptOutMode? OptOutMode,
    string? SmsUrl, string? SmsMethod, string? SmsFallbackUrl, string? SmsFallbackMethod, string? SmsApplicationSid, string? VoiceUrl,
    string? VoiceMethod, string? VoiceFallbackUrl, string? VoiceFallbackMethod, string? StatusCallback, string? StatusCallbackMethod,
    string? FriendlyName);

internal static class NumberControl
{
    public static WorldControl.Changed Put(World world, NumberRequest request, DateTimeOffset now)
    {
        var known = world.Numbers.Find(request.PhoneNumber);
        var account = request.AccountSid ?? known?.AccountSid ?? DefaultWorld.AccountSid;
        if (string.IsNullOrEmpty(request.PhoneNumber) || world.Accounts.Find(account) is null || request.SegmentsPerSecond <= 0)
        {
            return WorldControl.Changed.Refused("'phoneNumber' is needed, the account must exist, and 'segmentsPerSecond' must be positive.");
        }

        var number = known ?? new OwnedNumber(world.Dice.Sid("PN"), account, request.PhoneNumber, now);
        number.AccountSid = account;
        if (NumberFields.Apply(FormOf(request), number) is { } refusal)
        {
            return WorldControl.Changed.Refused(refusal.Message);
        }

        number.Sms = request.Sms ?? number.Sms;
        number.Mms = request.Mms ?? number.Mms;
        number.Voice = request.Voice ?? number.Voice;
        number.Rate = request.SegmentsPerSecond ?? number.Rate;
        number.OptOutMode = request.OptOutMode ?? number.OptOutMode;
        number.Updated = now;
        world.Numbers.Put(number);
        return WorldControl.Changed.To(NumberJson.Of(number));
    }

    private static WireForm FormOf(NumberRequest request)
    {
        (string Name, string? Value)[] given =
        [
            ("SmsUrl", request.SmsUrl), ("SmsMethod", request.SmsMethod),
            ("SmsFallbackUrl", request.SmsFallbackUrl), ("SmsFallbackMethod", request.SmsFallbackMethod),
            ("SmsApplicationSid", request.SmsApplicationSid), ("VoiceUrl", request.VoiceUrl), ("VoiceMethod", request.VoiceMethod),
            ("VoiceFallbackUrl", request.VoiceFallbackUrl), ("VoiceFallbackMethod", request.VoiceFallbackMethod),
            ("StatusCallback", request.StatusCallback), ("StatusCallbackMethod", request.StatusCallbackMethod),
            ("FriendlyName", request.FriendlyName),
        ];
        return new([.. given.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!))]);
    }
}

internal sealed record ServiceRequest(
    string? Sid, string? AccountSid, string? FriendlyName, IReadOnlyList<string>? Numbers, string? InboundRequestUrl, string? InboundMethod,
    string? FallbackUrl, string? FallbackMethod, string? StatusCallback, bool? StickySender, bool? SmartEncoding,
    bool? UseInboundWebhookOnNumber, bool? UsAppToPersonRegistered, int? ValidityPeriod, AdvancedOptOut? AdvancedOptOut);

internal static class ServiceControl
{
    public static WorldControl.Changed Put(World world, ServiceRequest request, DateTimeOffset now)
    {
        string?[] urls = [request.InboundRequestUrl, request.FallbackUrl, request.StatusCallback];
        if (urls.Any(url => !string.IsNullOrEmpty(url) && !Wire.IsWebAddress(url))
            || request.InboundMethod is not (null or "GET" or "POST") || request.FallbackMethod is not (null or "GET" or "POST"))
        {
            return WorldControl.Changed.Refused("Addresses must be absolute http(s) addresses, methods GET or POST.");
        }

        if (request.Numbers?.FirstOrDefault(number => world.Numbers.Find(number) is null) is { } unknown)
        {
            return WorldControl.Changed.Refused($"{unknown} is not one of the simulator's numbers.");
        }

        var account = request.AccountSid ?? DefaultWorld.AccountSid;
        var service = world.Services.Find(request.Sid) ?? new MessagingService(request.Sid ?? world.Dice.Sid("MG"), account, now);
        service.FriendlyName = request.FriendlyName ?? service.FriendlyName;
        service.InboundRequestUrl = Change(service.InboundRequestUrl, request.InboundRequestUrl);
        service.InboundMethod = request.InboundMethod ?? service.InboundMethod;
        service.FallbackUrl = Change(service.FallbackUrl, request.FallbackUrl);
        service.FallbackMethod = request.FallbackMethod ?? service.FallbackMethod;
        service.StatusCallback = Change(service.StatusCallback, request.StatusCallback);
        service.StickySender = request.StickySender ?? service.StickySender;
        service.SmartEncoding = request.SmartEncoding ?? service.SmartEncoding;
        service.UseInboundWebhookOnNumber = request.UseInboundWebhookOnNumber ?? service.UseInboundWebhookOnNumber;
        service.IsRegistered = request.UsAppToPersonRegistered ?? service.IsRegistered;
        service.ValidityPeriod = request.ValidityPeriod ?? service.ValidityPeriod;
        service.AdvancedOptOut = request.AdvancedOptOut ?? service.AdvancedOptOut;
        if (request.Numbers is not null)
        {
            service.Numbers.Clear();
            service.Numbers.AddRange(request.Numbers);
        }

        world.Services.Put(service);
        return WorldControl.Changed.To(new { service.Sid, service.AccountSid, service.Numbers });
    }

    // An empty text clears, a missing one leaves as it is.
    private static string? Change(string? present, string? given) => given switch { null => present, "" => null, _ => given };
}
