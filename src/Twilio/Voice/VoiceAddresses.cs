using System.Globalization;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Voice;

/// <summary>Where the carrier asks about calls and reports on them. Our ids are in each address, so that nothing has to be looked up.</summary>
/// <param name="url">The address the carrier calls us at.</param>
/// <param name="overrides">Asks for repetitions, which every door takes as nothing new.</param>
internal sealed class VoiceAddresses(string url, string overrides)
{
    public const string Member = "member";
    public const string Contact = "contact";
    public const string Voicemail = "voicemail";

    /// <summary>For a line's calls; also the second try.</summary>
    public string Arrival => $"{url}{VoiceDoors.Root}{VoiceDoors.Webhook}{overrides}";

    /// <summary>For the end of a line's calls.</summary>
    public string LineStatus => $"{url}{VoiceDoors.Root}{VoiceDoors.Status}{overrides}";

    public string Bridge(CallPlace place) => At(VoiceDoors.Bridge, place);

    public string BridgeConfirm(CallPlace place) => At(VoiceDoors.BridgeConfirm, place);

    public string DialResult(CallPlace place) => At(VoiceDoors.DialResult, place);

    public string ContactPickedUp(CallPlace place) => At(VoiceDoors.Contact, place);

    public string Whisper(CallPlace place, Guid memberId) => At(VoiceDoors.Whisper, place, $"&u={memberId}");

    public string Accept(CallPlace place, Guid memberId) => At(VoiceDoors.Accept, place, $"&u={memberId}");

    public string Answer(CallPlace place, Guid memberId) => At(VoiceDoors.Answer, place, $"&u={memberId}");

    public string InboundResult(CallPlace place, int round) =>
        At(VoiceDoors.InboundResult, place, string.Create(CultureInfo.InvariantCulture, $"&r={round}"));

    public string VoicemailDone(CallPlace place) => At(VoiceDoors.VoicemailDone, place);

    /// <param name="memberId">Whose phone it is, of one of several members' legs.</param>
    public string Status(CallPlace place, CallLeg leg, Guid? memberId = null) =>
        At(VoiceDoors.Status, place, $"&leg={(leg == CallLeg.Contact ? Contact : Member)}{(memberId is { } member ? $"&u={member}" : "")}");

    public string Recording(CallPlace place, RecordingKind kind) =>
        At(VoiceDoors.Recording, place, $"&kind={(kind == RecordingKind.Voicemail ? Voicemail : "call")}");

    public string Transcript(CallPlace place) => At(VoiceDoors.Transcript, place);

    /// <summary>An uploaded greeting, to be played.</summary>
    public string Greeting(Guid fileId) => $"{url}{VoiceDoors.Root}{VoiceDoors.Greeting}?f={fileId}";

    private string At(string door, CallPlace place, string more = "") =>
        $"{url}{VoiceDoors.Root}{door}?c={place.ConversationId}&m={place.CallId}{more}{overrides}";
}
