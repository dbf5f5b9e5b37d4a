using System.Xml.Linq;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Recordings;

namespace OrleansSms.TwilioSimulator.Voice.Verbs;

/// <summary>One phone that a Dial rings.</summary>
/// <param name="Number">In E.164, or <c>client:</c> and a name.</param>
internal sealed record DialNumber(string Number, Target? Whisper, Subscription? Subscription, string? SendDigits, DetectionOrder? Detection)
{
    public const string Client = "Client";

    public static DialNumber Read(Step step, XElement noun)
    {
        var mode = (string?)noun.Attribute("machineDetection");
        var detection = mode is "Enable" or "DetectMessageEnd"
            ? new DetectionOrder(
                mode == "DetectMessageEnd",
                Step.Seconds(noun, "machineDetectionTimeout", DetectionOrder.DefaultTimeout),
                step.Address(noun, "amdStatusCallback", "amdStatusCallbackMethod"))
            : null;
        var address = noun.Name.LocalName == Client ? "client:" + ((string?)noun.Element("Identity") ?? noun.Value).Trim() : noun.Value.Trim();
        return new(
            address, step.Address(noun, "url"), step.Subscription(noun, "statusCallback"), (string?)noun.Attribute("sendDigits"), detection);
    }
}

/// <summary>What a Dial asks for.</summary>
internal sealed record DialOrder(string CallerId, IReadOnlyList<DialNumber> Numbers, Target? Action)
{
    private const int MostNumbers = 10;
    private const double DefaultTimeout = 30;
    private const double DefaultTimeLimit = 14_400;

    public required TimeSpan Timeout { get; init; }
    public required TimeSpan TimeLimit { get; init; }
    public bool AnswersOnBridge { get; init; }
    public bool HangsUpOnStar { get; init; }
    public bool IsSequential { get; init; }
    public RecordingOrder? Recording { get; init; }
    public bool RecordsRinging { get; init; }

    public static DialOrder Read(Step step, XElement verb)
    {
        var nouns = verb.Elements().Where(element => element.Name.LocalName is "Number" or DialNumber.Client).ToList();
        foreach (var unknown in verb.Elements().Except(nouns))
        {
            step.Warn(12200, $"unknown noun {unknown.Name.LocalName}");
        }

        if (nouns.Count > MostNumbers)
        {
            step.Warn(12200, "more than 10 numbers in one Dial");
        }

        IReadOnlyList<DialNumber> numbers = nouns.Count == 0
            ? [new(verb.Value.Trim(), null, null, null, null)]
            : [.. nouns.Take(MostNumbers).Select(noun => DialNumber.Read(step, noun))];
        var record = (string?)verb.Attribute("record") ?? "do-not-record";
        return new((string?)verb.Attribute("callerId") ?? step.Leg.Call.From, numbers, step.Address(verb, "action"))
        {
            Timeout = Step.Seconds(verb, "timeout", DefaultTimeout),
            TimeLimit = Step.Seconds(verb, "timeLimit", DefaultTimeLimit),
            AnswersOnBridge = Step.Flag(verb, "answerOnBridge"),
            HangsUpOnStar = Step.Flag(verb, "hangupOnStar"),
            IsSequential = Step.Flag(verb, "sequential"),
            Recording = record is "do-not-record" or "false"
                ? null
                : new(
                    RecordingSource.DialVerb,
                    record.EndsWith("-dual", StringComparison.Ordinal) ? 2 : 1,
                    (string?)verb.Attribute("recordingTrack") ?? "both",
                    step.Subscription(verb, "recordingStatusCallback")),
            RecordsRinging = record.StartsWith("record-from-ringing", StringComparison.Ordinal),
        };
    }
}
