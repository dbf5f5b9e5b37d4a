using System.Globalization;
using System.Text.Json;
using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class CreateTests
{
    [Fact]
    public async Task The_answer_has_the_types_of_the_wire()
    {
        await using var simulator = await Start();

        var answer = await simulator.Text();

        Assert.Equal(201, answer.Status);
        Assert.Matches("^SM[0-9a-f]{32}$", answer.Sid);
        Assert.Equal(("queued", "outbound-api", Line, Handset), (answer["status"], answer["direction"], answer["from"], answer["to"]));
        Assert.Equal(("1", "0"), (answer["num_segments"], answer["num_media"]));
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("price").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("date_sent").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("error_code").ValueKind);
        Assert.True(DateTimeOffset.TryParseExact(
            answer["date_created"], "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }

    [Fact]
    public async Task Through_a_service_the_sender_is_chosen_later()
    {
        await using var simulator = await Start();

        var answer = await simulator.Create(("To", Handset), ("MessagingServiceSid", Service), ("Body", "hi"));
        Assert.Equal(("accepted", null, "0"), (answer["status"], answer["from"], answer["num_segments"]));

        await simulator.Advance(0.2);
        var later = await simulator.Fetch(answer.Sid);
        Assert.Equal(("sending", Line, "1"), (later["status"], later["from"], later["num_segments"]));
    }

    [Fact]
    public async Task A_service_keeps_the_sender_a_recipient_knows()
    {
        await using var simulator = await Start();
        var senders = new List<string?>();
        foreach (var to in new[] { Handset, "+14155550124", Handset, "+14155550124" })
        {
            var answer = await simulator.Create(("To", to), ("MessagingServiceSid", Service), ("Body", "hi"));
            await simulator.Advance(10);
            senders.Add((await simulator.Fetch(answer.Sid))["from"]);
        }

        Assert.Equal([Line, SmsOnlyLine, Line, SmsOnlyLine], senders);
    }

    [Fact]
    public async Task A_plus_that_was_not_encoded_is_not_a_number()
    {
        await using var simulator = await Start();
        using var body = new StringContent($"To={Handset}&From=%2B14155550100&Body=x", null, "application/x-www-form-urlencoded");

        using var response = await simulator.Http.PostAsync(Path("Messages.json"), body, TestContext.Current.CancellationToken);

        Assert.Equal(21211, (await Answer.Of(response, TestContext.Current.CancellationToken)).Code);
    }

    [Theory]
    [InlineData(10, 201, 0)]
    [InlineData(11, 400, 21623)]
    public async Task Ten_media_are_taken_and_eleven_are_not(int count, int status, int code)
    {
        await using var simulator = await Start();
        var media = Enumerable.Range(0, count).Select(i => ("MediaUrl", $"https://files.example.com/{i}.jpg"));

        var answer = await simulator.Create([("To", Handset), ("From", Line), .. media]);

        Assert.Equal(status, answer.Status);
        if (status == 201)
        {
            Assert.StartsWith("MM", answer.Sid, StringComparison.Ordinal);
            Assert.Equal(("10", "1"), (answer["num_media"], answer["num_segments"]));
        }
        else
        {
            Assert.Equal(code, answer.Code);
        }
    }

    [Fact]
    public async Task Sixteen_hundred_characters_are_taken_and_one_more_is_not()
    {
        await using var simulator = await Start();

        Assert.Equal("11", (await simulator.Text(body: new string('a', 1600)))["num_segments"]);
        Assert.Equal(21617, (await simulator.Text(body: new string('a', 1601))).Code);
    }

    [Fact]
    public async Task A_json_body_is_an_empty_form()
    {
        await using var simulator = await Start();
        using var body = new StringContent("{\"To\":\"x\"}", null, "application/json");

        using var response = await simulator.Http.PostAsync(Path("Messages.json"), body, TestContext.Current.CancellationToken);

        Assert.Equal(21604, (await Answer.Of(response, TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public async Task Parameter_names_are_case_sensitive_and_indexed_media_are_unknown()
    {
        await using var simulator = await Start();

        Assert.Equal(21604, (await simulator.Create(("to", Handset), ("From", Line), ("Body", "x"))).Code);
        Assert.Equal(21602, (await simulator.Create(("To", Handset), ("From", Line), ("MediaUrl[0]", "https://a.example/x.jpg"))).Code);
    }

    [Fact]
    public async Task Smart_encoding_saves_segments()
    {
        await using var simulator = await Start();
        var text = new string('a', 159) + "’";

        Assert.Equal("3", (await simulator.Text(body: text))["num_segments"]);
        var smart = await simulator.Create(("To", Handset), ("From", Line), ("Body", text), ("SmartEncoded", "true"));
        Assert.Equal(("1", new string('a', 159) + "'"), (smart["num_segments"], smart["body"]));
    }

    [Fact]
    public async Task A_trial_account_texts_verified_numbers_only_and_says_so()
    {
        await using var simulator = await Start();
        await simulator.Control("accounts", new { sid = Sid, type = "Trial" });

        Assert.Equal(21608, (await simulator.Text()).Code);
        await simulator.Control("verified-numbers", new { phoneNumber = Handset });
        Assert.Equal("Sent from your Twilio trial account - hello", (await simulator.Text())["body"]);
    }
}
