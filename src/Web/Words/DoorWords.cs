using OrleansSms.Tray;

namespace OrleansSms.Web.Words;

/// <summary>What happened at the carrier's doors, in words.</summary>
internal static class DoorWords
{
    public static string Door(string door) => door switch
    {
        "inbound" => "Incoming text",
        "status" => "Status report",
        _ => door,
    };

    public static string Refused(string reason) => reason switch
    {
        "missing-signature" => "No signature",
        "bad-signature" => "Wrong signature",
        "unknown-account" => "Another carrier account",
        "too-large" => "Too large",
        "too-slow" => "Sent too slowly",
        "busy" => "Too much at once; asked to come again",
        "" => "Other reasons",
        _ => reason,
    };

    /// <summary>What Twilio met at the first address, by its error code.</summary>
    public static string Fallback(string code) => code switch
    {
        "11200" => "no proper answer (11200)",
        "11205" => "no connection (11205)",
        "11210" => "host not found (11210)",
        "11215" => "too many redirects (11215)",
        "11220" or "11235" or "11236" or "11237" => $"certificate not accepted ({code})",
        "12100" or "12200" or "12300" => $"answer not understood ({code})",
        "" => "reason not told",
        _ => $"error {code}",
    };

    public static string Settled(TrayEntry entry) => entry.State == TrayState.Replayed ? "Replayed" : "Dismissed";
}
