using System.Globalization;
using OrleansSms.TwilioSimulator.Calls.Rules;
using OrleansSms.TwilioSimulator.Recordings;
using OrleansSms.TwilioSimulator.Voice;

namespace OrleansSms.TwilioSimulator.Calls;

/// <summary>Makes a call, and what is to be done with it, from a request.</summary>
internal static class CallDrafts
{
    private const double DefaultTimeout = 60;

    public static Call CallOf(CallRuleInput input, DateTimeOffset now)
    {
        var (world, request) = (input.World, input.Request);
        return new()
        {
            Sid = world.Dice.Sid("CA"),
            AccountSid = input.IsTest ? input.Account.TestSid! : input.Account.Sid,
            Direction = Call.OutboundApi,
            From = request.From!,
            To = request.To!,
            NumberSid = world.Numbers.Find(request.From)?.Sid,
            Status = CallStatus.Queued,
            Created = now,
            Updated = now,
            Subscription = Subscription(request, "StatusCallback"),
        };
    }

    public static CallOrder OrderOf(CallRequest request)
    {
        var form = request.Form;
        return new(DocumentOf(request)!, Address(request, "Fallback"), Seconds(request, "Timeout") ?? TimeSpan.FromSeconds(DefaultTimeout))
        {
            TimeLimit = Seconds(request, "TimeLimit"),
            SendDigits = request.SendDigits,
            Recording = request.IsRecorded
                ? new(
                    RecordingSource.OutboundApi,
                    form["RecordingChannels"] == "dual" ? 2 : 1,
                    form.Given("RecordingTrack") ?? "both",
                    Subscription(request, "RecordingStatusCallback"))
                : null,
            Detection = request.MachineDetection is { } mode && request.SendDigits is null
                ? new(
                    mode == "DetectMessageEnd",
                    Seconds(request, "MachineDetectionTimeout") ?? TimeSpan.FromSeconds(DetectionOrder.DefaultTimeout),
                    form.Given("AsyncAmdStatusCallback") is { } url ? new(url, request.Method("AsyncAmdStatusCallbackMethod")) : null)
                : null,
            IsDetectedLater = request.IsDetectedLater,
        };
    }

    /// <summary>What a request says is to be followed; the address wins over the text. Null when it says nothing.</summary>
    public static Target? DocumentOf(CallRequest request) =>
        Address(request, "") ?? (request.Twiml is { } twiml ? Target.Inline(twiml)
            : request.ApplicationSid is not null ? Target.Inline("<Response/>")
            : null);

    private static Target? Address(CallRequest request, string prefix) =>
        request.Form.Given(prefix + "Url") is { } url ? new(url, request.Method(prefix + "Method")) : null;

    public static Subscription? Subscription(CallRequest request, string name) =>
        request.Form.Given(name) is { } url ? new(url, request.Method(name + "Method"), request.Events(name + "Event")) : null;

    private static TimeSpan? Seconds(CallRequest request, string name) =>
        request.Form.Given(name) is { } text ? TimeSpan.FromSeconds(int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)) : null;
}
