using System.Collections.Immutable;

namespace OrleansSms.Twilio.Voice;

/// <summary>The last part of the address of each door for calls.</summary>
internal static class VoiceDoors
{
    public const string Root = "/api/v1/twilio/voice/";

    /// <summary>Somebody calls a line.</summary>
    public const string Webhook = "webhook";

    /// <summary>The member who called picked up.</summary>
    public const string Bridge = "bridge";

    /// <summary>The member who called pressed a key.</summary>
    public const string BridgeConfirm = "bridge-confirm";

    /// <summary>The dialling of the contact is over.</summary>
    public const string DialResult = "dial-result";

    /// <summary>The contact picked up.</summary>
    public const string Contact = "contact";

    /// <summary>A member who was rung picked up.</summary>
    public const string Whisper = "whisper";

    /// <summary>A member who was rung pressed a key.</summary>
    public const string Accept = "accept";

    /// <summary>A member who was rung in the browser answered.</summary>
    public const string Answer = "answer";

    /// <summary>The ringing of a round is over.</summary>
    public const string InboundResult = "inbound-result";

    /// <summary>The caller ended the message.</summary>
    public const string VoicemailDone = "voicemail-done";

    /// <summary>A recorded greeting is fetched.</summary>
    public const string Greeting = "greeting";

    public const string Status = "status";
    public const string Recording = "recording";
    public const string Transcript = "transcript";

    /// <summary>Those at which the carrier waits for an answer to act on.</summary>
    public static readonly ImmutableArray<string> Steps = [Webhook, Bridge, BridgeConfirm, DialResult, Contact, Whisper, Accept, Answer, InboundResult, VoicemailDone];
}
