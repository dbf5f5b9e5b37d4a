using System.Net;
using OrleansSms.Calls;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Voice;

/// <summary>What the carrier tells of recordings, and what was said in them.</summary>
public sealed class RecordingDoorTests
{
    private const string Door = Receiver.Voice + "recording";
    private const string Transcripts = Receiver.Voice + "transcript";
    private const string Url = $"https://api.twilio.com/2010-04-01/Accounts/{Some.AccountSid}/Recordings/{Some.RecordingSid}";
    private static readonly DateTimeOffset Started = new(2026, 7, 22, 10, 45, 12, TimeSpan.Zero);

    private static readonly (string, string)[] Completed =
    [
        ("AccountSid", Some.AccountSid), ("CallSid", Some.CallSid), ("RecordingSid", Some.RecordingSid), ("RecordingUrl", Url), ("RecordingStatus", "completed"),
        ("RecordingDuration", "32"), ("RecordingChannels", "2"), ("RecordingStartTime", "Wed, 22 Jul 2026 10:45:12 +0000"), ("RecordingSource", "DialVerb"),
    ];

    [Fact]
    public async Task A_recording_that_is_ready_waits_to_be_fetched()
    {
        await using var receiver = await Known();

        var answer = await receiver.Post(Door + Some.Ids + "&kind=call", Completed);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(
            (Some.Place, new CallRecording(Some.RecordingSid, RecordingKind.Call, RecordingStatus.Waiting, 32, 2, null, null, Url, Started)), Assert.Single(receiver.Reception.Recorded));
        Assert.Empty(receiver.World.Tray);
    }

    [Theory]
    [InlineData("&kind=voicemail", "DialVerb", RecordingKind.Voicemail)]
    [InlineData("&kind=call", "RecordVerb", RecordingKind.Call)]
    [InlineData("", "RecordVerb", RecordingKind.Voicemail)]
    [InlineData("&kind=else", "Trunking", RecordingKind.Call)]
    public async Task The_address_says_what_was_recorded_and_else_the_source_does(string query, string source, RecordingKind kind)
    {
        await using var receiver = await Known();

        await receiver.Post(Door + Some.Ids + query, [.. Completed[..8], ("RecordingSource", source)]);

        Assert.Equal(kind, Assert.Single(receiver.Reception.Recorded).Recording.Kind);
    }

    [Theory]
    [InlineData("in-progress", null, RecordingStatus.InProgress, null)]
    [InlineData("processing", "5", RecordingStatus.InProgress, null)]
    [InlineData("absent", "31207", RecordingStatus.Absent, "31207")]
    [InlineData("absent", "", RecordingStatus.Absent, "absent")]
    [InlineData("failed", null, RecordingStatus.Absent, "absent")]
    [InlineData("completed", "13245", RecordingStatus.Waiting, null)]
    public async Task Its_status_is_what_the_word_says(string word, string? code, RecordingStatus status, string? problem)
    {
        await using var receiver = await Known();

        await receiver.Post(Door + Some.Ids, [.. Completed.Where(field => field.Item1 != "RecordingStatus"), ("RecordingStatus", word), .. code is null ? [] : new[] { ("ErrorCode", code) }]);

        var recording = Assert.Single(receiver.Reception.Recorded).Recording;
        Assert.Equal((status, problem), (recording.Status, recording.Problem));
    }

    [Fact]
    public async Task What_is_missing_or_hostile_is_left_out()
    {
        await using var receiver = await Known();

        await receiver.Post(
            Door + Some.Ids,
            [.. Completed[..3], ("RecordingStatus", "completed"), ("RecordingUrl", "file:///etc/passwd"), ("RecordingDuration", "-1"), ("RecordingChannels", "9"), ("RecordingStartTime", "soon")]);

        Assert.Equal(
            new(Some.RecordingSid, RecordingKind.Call, RecordingStatus.Waiting, null, 1, null, null, null, receiver.Time.GetUtcNow()), Assert.Single(receiver.Reception.Recorded).Recording);
    }

    [Theory]
    [InlineData("RecordingSid")]
    [InlineData("RecordingStatus")]
    public async Task Which_recording_and_what_of_it_has_to_be_told(string field)
    {
        await using var receiver = await Known();

        await receiver.Post(Door + Some.Ids, [.. Completed.Where(one => one.Item1 != field)]);

        Assert.Empty(receiver.Reception.Recorded);
        Assert.Equal("recording", Assert.Single(receiver.World.Tray).Kind);
    }

    [Fact]
    public async Task Without_our_ids_the_carriers_name_of_the_call_finds_it()
    {
        await using var receiver = await Known();
        receiver.Reception.BySid[Some.CallSid] = Some.Place;

        await receiver.Post(Door, Completed);

        Assert.Equal(Some.Place, Assert.Single(receiver.Reception.Recorded).Place);
    }

    [Fact]
    public async Task A_transcript_is_added_to_its_recording()
    {
        await using var receiver = await Known();

        var answer = await receiver.Post(Transcripts + Some.Ids, [.. Completed[..4], ("TranscriptionStatus", "completed"), ("TranscriptionText", " Please call back. ")]);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(
            new(Some.RecordingSid, RecordingKind.Voicemail, RecordingStatus.InProgress, null, 1, null, "Please call back.", Url, receiver.Time.GetUtcNow()),
            Assert.Single(receiver.Reception.Recorded).Recording);
    }

    [Theory]
    [InlineData("completed", "")]
    [InlineData("failed", null)]
    public async Task A_transcript_of_nothing_changes_nothing(string status, string? text)
    {
        await using var receiver = await Known();

        await receiver.Post(Transcripts + Some.Ids, [.. Completed[..4], ("TranscriptionStatus", status), .. text is null ? [] : new[] { ("TranscriptionText", text) }]);

        Assert.Empty(receiver.Reception.Recorded);
        Assert.Empty(receiver.World.Tray);
    }

    [Fact]
    public async Task A_transcript_of_an_unknown_call_or_of_no_recording_is_kept()
    {
        await using var receiver = await Receiver.Start();

        await receiver.Post(Transcripts + Some.Ids, [.. Completed[..4], ("TranscriptionText", "Hello")]);
        await receiver.Post(Transcripts + Some.Ids, [.. Completed[..2], ("TranscriptionText", "Hello")]);

        Assert.Equal(["transcript", "transcript"], receiver.World.Tray.Select(entry => entry.Kind));
    }

    private static async Task<Receiver> Known()
    {
        var receiver = await Receiver.Start();
        receiver.Reception.Calls.Add(Some.Place);
        return receiver;
    }
}
