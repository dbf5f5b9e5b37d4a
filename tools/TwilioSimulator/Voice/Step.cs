using System.Globalization;
using System.Xml.Linq;
using OrleansSms.TwilioSimulator.Calls;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>Where a verb is carried out.</summary>
internal sealed record Step(Exchange Exchange, Leg Leg, VoiceDocument Document, bool IsFirst)
{
    public Circuit Circuit => Leg.Circuit;

    /// <summary>Most verbs pick up an inbound call that still rings.</summary>
    public void Answer()
    {
        if (Leg.Call.IsInbound)
        {
            Circuit.Move(Leg, CallStatus.InProgress);
        }
    }

    public void Warn(int code, string what) => Documents.Note(Leg, Document, code, what);

    /// <summary>The address in an attribute, or null when the attribute is not there or leads nowhere.</summary>
    public Target? Address(XElement element, string attribute, string methodAttribute = "method") =>
        element.Attribute(attribute) is { } given && Document.Resolve(given.Value) is { } url ? new(url, Method(element, methodAttribute)) : null;

    /// <summary>The action of a verb that goes on with its own document when it names none.</summary>
    public Target? ActionOrSelf(XElement element) =>
        Document.Resolve((string?)element.Attribute("action")) is { } url ? new(url, Method(element, "method")) : null;

    public Subscription? Subscription(XElement element, string attribute) =>
        Address(element, attribute, attribute + "Method") is { } address
            ? new(address.Url, address.Method, Words(element, attribute + "Event") is { Count: > 0 } events ? events : ["completed"])
            : null;

    public static bool Flag(XElement element, string attribute) => (string?)element.Attribute(attribute) == "true";

    public static double Number(XElement element, string attribute, double missing) =>
        double.TryParse((string?)element.Attribute(attribute), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : missing;

    public static TimeSpan Seconds(XElement element, string attribute, double missing) => TimeSpan.FromSeconds(Number(element, attribute, missing));

    public static IReadOnlyList<string> Words(XElement element, string attribute) =>
        ((string?)element.Attribute(attribute) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Method(XElement element, string attribute) =>
        string.Equals((string?)element.Attribute(attribute), "GET", StringComparison.OrdinalIgnoreCase) ? "GET" : "POST";
}
