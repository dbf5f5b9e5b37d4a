using System.Text.Json.Serialization;

namespace OrleansSms.Calls;

/// <summary>Where a call stands, as a person would say it. The numbers never change meaning.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallStatus>))]
public enum CallStatus
{
    /// <summary>Taken here; the carrier has not got it yet.</summary>
    [JsonStringEnumMemberName("queued")] Queued = 0,

    /// <summary>Given to the carrier, whose answer was lost. Never dialled again by itself.</summary>
    [JsonStringEnumMemberName("in_doubt")] InDoubt = 1,

    /// <summary>The phone of the member who called rings.</summary>
    [JsonStringEnumMemberName("calling_member")] CallingMember = 2,

    /// <summary>The member picked up and is asked to press a key.</summary>
    [JsonStringEnumMemberName("connecting")] Connecting = 3,

    /// <summary>It rings at the other end: at the contact's, or, of a call that came in, at the members'.</summary>
    [JsonStringEnumMemberName("ringing")] Ringing = 4,

    /// <summary>Nobody took it, and the contact is speaking to the voicemail.</summary>
    [JsonStringEnumMemberName("leaving_voicemail")] LeavingVoicemail = 5,

    /// <summary>Both talk.</summary>
    [JsonStringEnumMemberName("talking")] Talking = 6,

    /// <summary>Ended by a member before anybody answered.</summary>
    [JsonStringEnumMemberName("canceled")] Canceled = 7,

    /// <summary>It could not be connected.</summary>
    [JsonStringEnumMemberName("failed")] Failed = 8,

    /// <summary>The contact's line was busy, or the call was turned down.</summary>
    [JsonStringEnumMemberName("busy")] Busy = 9,

    /// <summary>The contact did not answer.</summary>
    [JsonStringEnumMemberName("no_answer")] NoAnswer = 10,

    /// <summary>The member who called did not pick up or pressed no key; the contact was never dialled.</summary>
    [JsonStringEnumMemberName("member_missed")] MemberMissed = 11,

    /// <summary>It came in and nobody took it.</summary>
    [JsonStringEnumMemberName("missed")] Missed = 12,

    /// <summary>It came in, nobody took it, and the contact left a message.</summary>
    [JsonStringEnumMemberName("voicemail")] Voicemail = 13,

    /// <summary>It came in and was turned away unheard: too many in a short time.</summary>
    [JsonStringEnumMemberName("turned_away")] TurnedAway = 14,

    /// <summary>Both talked, and hung up.</summary>
    [JsonStringEnumMemberName("completed")] Completed = 15,
}

/// <summary>What follows from a status alone.</summary>
public static class CallStatuses
{
    /// <summary>Nothing more happens but recordings.</summary>
    public static bool IsOver(this CallStatus status) => status >= CallStatus.Canceled;

    /// <summary>Somebody wanted to talk to us and did not.</summary>
    public static bool IsMissed(this CallStatus status) => status is CallStatus.Missed or CallStatus.Voicemail;
}
