using OrleansSms.Calls;

namespace OrleansSms.Grains.Calls;

/// <summary>What is other than before, in words for the audit log.</summary>
internal static class VoiceChanges
{
    /// <returns>Null: nothing.</returns>
    public static string? Told(VoiceSettings before, VoiceSettings after)
    {
        var told = string.Join("; ", All(before, after).Where(change => change is not null));
        return told.Length == 0 ? null : told;
    }

    private static IEnumerable<string?> All(VoiceSettings before, VoiceSettings after) =>
    [
        before.Order != after.Order ? $"phones ring {(after.Order == RingOrder.Together ? "together" : "one after the other")}" : null,
        !before.Members.SequenceEqual(after.Members) ? after.Members.IsEmpty ? "whoever uses the number is rung" : $"{after.Members.Length} members are rung" : null,
        before.RingSeconds != after.RingSeconds ? $"phones ring for {after.RingSeconds} s" : null,
        before.TimeZone != after.TimeZone ? $"time zone {after.TimeZone}" : null,
        !before.Hours.SequenceEqual(after.Hours) ? "opening hours" : null,
        !before.Holidays.SequenceEqual(after.Holidays) ? "holidays" : null,
        before.Greeting != after.Greeting || before.ClosedGreeting != after.ClosedGreeting ? "greeting" : null,
        before.Voicemail != after.Voicemail ? after.Voicemail ? "callers may leave messages" : "callers may leave no messages" : null,
        before.VoicemailSeconds != after.VoicemailSeconds ? $"messages of {after.VoicemailSeconds} s" : null,
        before.Transcribe != after.Transcribe ? after.Transcribe ? "messages are written down" : "messages are not written down" : null,
        before.Record != after.Record ? after.Record ? "calls are recorded" : "calls are not recorded" : null,
        before.Announcement != after.Announcement ? "announcement" : null,
        before.TextBack != after.TextBack ? after.TextBack ? "missed calls are answered by text" : "missed calls are not answered by text" : null,
        before.TextBackBody != after.TextBackBody ? "text after missed calls" : null,
        before.Language != after.Language ? $"language {after.Language}" : null,
    ];
}
