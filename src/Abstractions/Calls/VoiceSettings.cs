using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansSms.Calls;

/// <summary>What a line does with calls that come in, and whether calls are recorded.</summary>
/// <param name="Order">Whether members' phones ring together or one after the other.</param>
/// <param name="Members">Whose phones ring, in this order; empty: all who use the line and take calls.</param>
/// <param name="RingSeconds">How long a phone rings; 5 to 60.</param>
/// <param name="TimeZone">IANA zone that <paramref name="Hours"/> and <paramref name="Holidays"/> are in.</param>
/// <param name="Hours">When members are rung; empty: always.</param>
/// <param name="Holidays">Days on which nobody is rung.</param>
/// <param name="Greeting">Said when nobody takes the call.</param>
/// <param name="ClosedGreeting">Said outside the hours.</param>
/// <param name="GreetingFile">An uploaded greeting that is played instead of both.</param>
/// <param name="Voicemail">Whether callers may leave a message after the greeting.</param>
/// <param name="VoicemailSeconds">The longest message; 10 to 600.</param>
/// <param name="Transcribe">Whether the carrier is asked to write messages down.</param>
/// <param name="Record">Whether calls are recorded.</param>
/// <param name="Announcement">Said to both before a recorded call.</param>
/// <param name="TextBack">Whether somebody whose call was missed gets a text by itself.</param>
/// <param name="TextBackBody">That text.</param>
/// <param name="Language">BCP 47; in which the words are spoken.</param>
[GenerateSerializer, Immutable, Alias("sms.VoiceSettings")]
public sealed record VoiceSettings(
    [property: Id(0)] RingOrder Order,
    [property: Id(1)] ImmutableArray<Guid> Members,
    [property: Id(2)] int RingSeconds,
    [property: Id(3)] string TimeZone,
    [property: Id(4)] ImmutableArray<OpenHours> Hours,
    [property: Id(5)] ImmutableArray<Holiday> Holidays,
    [property: Id(6)] string Greeting,
    [property: Id(7)] string ClosedGreeting,
    [property: Id(8)] Guid? GreetingFile,
    [property: Id(9)] bool Voicemail,
    [property: Id(10)] int VoicemailSeconds,
    [property: Id(11)] bool Transcribe,
    [property: Id(12)] bool Record,
    [property: Id(13)] string Announcement,
    [property: Id(14)] bool TextBack,
    [property: Id(15)] string TextBackBody,
    [property: Id(16)] string Language)
{
    /// <summary>What a line does that nobody set up.</summary>
    public static VoiceSettings Default { get; } = new(
        RingOrder.Together, [], RingSeconds: 20, "UTC", [], [],
        "Nobody can take your call right now. Please leave a message after the tone.",
        "We are closed at the moment. Please leave a message after the tone.",
        GreetingFile: null, Voicemail: true, VoicemailSeconds: 120, Transcribe: false, Record: false,
        "This call is recorded.", TextBack: false, "Sorry we missed your call. You can reply to this text.", "en-US");
}

/// <summary>In which order phones ring.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RingOrder>))]
public enum RingOrder
{
    [JsonStringEnumMemberName("together")] Together = 0,
    [JsonStringEnumMemberName("in_order")] InOrder = 1,
}

/// <summary>A stretch of a weekday; may not pass midnight. Until 00:00 is the end of the day.</summary>
[GenerateSerializer, Immutable, Alias("sms.OpenHours")]
public sealed record OpenHours(
    [property: Id(0)] DayOfWeek Day,
    [property: Id(1)] TimeOnly From,
    [property: Id(2)] TimeOnly Until);

/// <summary>A day on which nobody is rung.</summary>
[GenerateSerializer, Immutable, Alias("sms.Holiday")]
public sealed record Holiday(
    [property: Id(0)] DateOnly Day,
    [property: Id(1)] string Name);
