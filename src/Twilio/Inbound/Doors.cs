using System.Collections.Immutable;

namespace OrleansSms.Twilio.Inbound;

/// <summary>The carrier's doors by their names in the tray and in counts.</summary>
internal static class Doors
{
    public const string Inbound = "inbound";
    public const string Status = "status";

    /// <summary>All at which the carrier asks what happens next on a call.</summary>
    public const string Call = "call";
    public const string CallStatus = "call-status";
    public const string Recording = "recording";
    public const string Transcript = "transcript";

    public static readonly ImmutableArray<string> All = [Inbound, Status, Call, CallStatus, Recording, Transcript];
}
