using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Inbound;

namespace OrleansSms.Twilio.Voice;

/// <summary>What an address of <see cref="VoiceAddresses"/> says: ours, so that there is nothing to be trusted beyond the signature.</summary>
/// <param name="Place">Null: the address names no call.</param>
/// <param name="MemberId">Whose phone.</param>
/// <param name="Round">Of ringing, from 0.</param>
internal readonly record struct VoiceIds(CallPlace? Place, Guid? MemberId, int Round, CallLeg? Leg, RecordingKind? Kind)
{
    /// <param name="target">Raw request target, or a whole address; what follows a # is not part of it.</param>
    public static VoiceIds Read(string target)
    {
        var query = WebhookForm.OfQuery(target.IndexOf('#', StringComparison.Ordinal) is >= 0 and var end ? target[..end] : target) ?? WebhookForm.Empty;
        return new(
            query.Id("c"u8) is { } conversation && query.Id("m"u8) is { } call ? new CallPlace(new ConversationId(conversation), call) : null,
            query.Id("u"u8),
            query.Number("r"u8) ?? 0,
            query.Text("leg"u8) switch
            {
                VoiceAddresses.Member => CallLeg.Member,
                VoiceAddresses.Contact => CallLeg.Contact,
                _ => null,
            },
            query.Text("kind"u8) switch
            {
                VoiceAddresses.Voicemail => RecordingKind.Voicemail,
                "call" => RecordingKind.Call,
                _ => null,
            });
    }
}
