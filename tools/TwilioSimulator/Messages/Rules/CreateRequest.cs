using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages.Rules;

/// <summary>The parameters of a create request, as given; an empty value counts as missing.</summary>
internal sealed class CreateRequest(WireForm form)
{
    private static readonly string[] Scalars =
    [
        "To", "From", "MessagingServiceSid", "Body", "ContentSid", "ContentVariables", "StatusCallback",
        "ValidityPeriod", "ScheduleType", "SendAt", "SmartEncoded", "SendAsMms",
    ];

    public string? To { get; } = form.Given("To");
    public string? From { get; } = form.Given("From");
    public string? ServiceSid { get; } = form.Given("MessagingServiceSid");
    public string? Body { get; } = form.Given("Body");
    public IReadOnlyList<string> MediaUrls { get; } = form.All("MediaUrl");
    public string? ContentSid { get; } = form.Given("ContentSid");
    public string? ContentVariables { get; } = form.Given("ContentVariables");
    public string? StatusCallback { get; } = form.Given("StatusCallback");
    public string? ValidityPeriod { get; } = form.Given("ValidityPeriod");
    public string? ScheduleType { get; } = form.Given("ScheduleType");
    public string? SendAt { get; } = form.Given("SendAt");
    public bool IsSmartEncoded { get; } = form["SmartEncoded"] is "true" or "True";
    public bool IsForcedMms { get; } = form["SendAsMms"] is "true" or "True";

    public bool IsMms => MediaUrls.Count > 0 || IsForcedMms;

    /// <summary>Parameters that were given more than once although only the first value counts.</summary>
    public IReadOnlyList<string> Repeated { get; } =
        form.Fields.Count < 2 ? [] : [.. form.Fields.GroupBy(field => field.Key).Where(group => group.Count() > 1).Select(group => group.Key).Intersect(Scalars)];
}

/// <summary>What the rules look at.</summary>
internal sealed record RuleInput(
    Carrier.World World, Accounts.Account Account, CreateRequest Request, bool IsTest, Clock.SimulatedClock Clock)
{
    public Carrier.CarrierSettings Settings => World.Settings;
}
