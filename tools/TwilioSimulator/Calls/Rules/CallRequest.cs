using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Calls.Rules;

/// <summary>The parameters of a request for a call, as given; an empty value counts as missing.</summary>
internal sealed class CallRequest(WireForm form)
{
    public WireForm Form { get; } = form;
    public string? To { get; } = form.Given("To");
    public string? From { get; } = form.Given("From");
    public string? Url { get; } = form.Given("Url");
    public string? Twiml { get; } = form.Given("Twiml");
    public string? ApplicationSid { get; } = form.Given("ApplicationSid");
    public string? StatusCallback { get; } = form.Given("StatusCallback");
    public string? SendDigits { get; } = form.Given("SendDigits");
    public string? Timeout { get; } = form.Given("Timeout");
    public string? MachineDetection { get; } = form.Given("MachineDetection");
    public bool IsRecorded { get; } = Flag(form, "Record");
    public bool IsDetectedLater { get; } = Flag(form, "AsyncAmd");

    public static bool Flag(WireForm form, string name) => form[name] is "true" or "True";

    public string Method(string name) => Form.Given(name) ?? "POST";

    /// <summary>The events of a subscription; the carrier's libraries repeat the name, old documents separate with blanks.</summary>
    public IReadOnlyList<string> Events(string name) =>
        Form.All(name).SelectMany(value => value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList() is { Count: > 0 } events ? events : ["completed"];
}

/// <summary>What the rules look at.</summary>
internal sealed record CallRuleInput(World World, Account Account, CallRequest Request, bool IsTest);
