using System.Net;
using System.Xml.Linq;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Voice;

/// <summary>What the carrier asks, and what it is answered.</summary>
public sealed class StepTests
{
    private static readonly (string, string)[] Call =
        [("CallSid", Some.CallSid), ("AccountSid", Some.AccountSid), ("From", Some.Contact), ("To", Some.Line), ("CallStatus", "ringing"), ("Direction", "inbound")];

    private static readonly string OfMember = $"{Some.Ids}&u={Some.MemberId}";

    [Fact]
    public async Task A_call_that_comes_in_is_told_and_answered_in_xml()
    {
        await using var receiver = await Receiver.Start();
        receiver.Reception.Act = new CallAct.Goodbye(new("Grüße & so", "de-DE"));

        var answer = await receiver.Post(Receiver.Voice + "webhook", Call);

        Assert.Equal($"arrived {Some.CallSid} {Some.Line} {Some.Contact}", Assert.Single(receiver.Reception.Asked));
        Assert.Equal("text/xml", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("Grüße & so", (await Twiml(answer)).Element("Say")!.Value);
        Assert.Empty(receiver.World.Tray);
    }

    [Fact]
    public async Task A_number_may_be_set_up_to_get_instead_of_post()
    {
        await using var receiver = await Receiver.Start();
        var target = $"{Receiver.Voice}webhook?CallSid={Some.CallSid}&AccountSid={Some.AccountSid}&From=anonymous&To=%2B14155550100";

        var answer = await receiver.Send(new(HttpMethod.Get, new Uri(receiver.Url, target)), Receiver.SignatureOf(target));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"arrived {Some.CallSid} {Some.Line} ANONYMOUS", Assert.Single(receiver.Reception.Asked));
    }

    public static TheoryData<string, string, string, string> Steps => new()
    {
        { "bridge", Some.Ids, "", "caller picked up" },
        { "bridge-confirm", Some.Ids, "Digits=1", "caller confirmed" },
        { "bridge-confirm", Some.Ids, "Digits=#", "caller confirmed" },
        { "bridge-confirm", Some.Ids, "Digits=", "caller picked up" },
        { "bridge-confirm", Some.Ids, "", "caller picked up" },
        { "contact", Some.Ids, "", "contact picked up" },
        { "whisper", OfMember, "", "member picked up" },
        { "accept", OfMember, "Digits=1", $"member accepted on {Some.CallSid}" },
        { "accept", OfMember, "", "member picked up" },
        { "answer", OfMember, "", $"member answered on {Some.CallSid}" },
        { "voicemail-done", Some.Ids, "Digits=hangup", "message taken" },
        {
            "dial-result", Some.Ids, $"DialCallStatus=completed&DialCallSid={Some.LegSid}&DialBridged=true&DialCallDuration=42",
            $"contact dialled, [completed] on {Some.LegSid}, bridged True, 42 s"
        },
        {
            "inbound-result", Some.Ids + "&r=1", $"DialCallStatus=no-answer&DialCallSid={Some.LegSid}&DialBridged=false",
            $"members rung, round 1, [no-answer] on {Some.LegSid}, bridged False,  s"
        },
        { "inbound-result", Some.Ids, "DialCallStatus=busy", "members rung, round 0, [busy] on , bridged ,  s" },
        { "inbound-result", Some.Ids + "&r=-1", "DialBridged=maybe&DialCallDuration=-3&DialCallSid=no%2Fsid", "members rung, round 0, [] on , bridged ,  s" },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Each_step_is_its_own_question(string door, string query, string fields, string question)
    {
        await using var receiver = await Receiver.Start();
        var more = fields.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=')).Select(pair => (pair[0], Uri.UnescapeDataString(pair[1])));

        var answer = await receiver.Post(Receiver.Voice + door + query, [.. Call, .. more]);

        Assert.Equal(question, Assert.Single(receiver.Reception.Asked));
        Assert.Empty((await Twiml(answer)).Elements());
        Assert.Empty(receiver.World.Tray);
    }

    [Fact]
    public async Task Without_our_ids_the_carriers_name_finds_the_call()
    {
        await using var receiver = await Receiver.Start();
        receiver.Reception.BySid[Some.CallSid] = Some.Place;

        await receiver.Post(Receiver.Voice + "bridge", Call);

        Assert.Equal("caller picked up", Assert.Single(receiver.Reception.Asked));
    }

    [Theory]
    [InlineData("bridge", "")]
    [InlineData("bridge", "?c=not-an-id&m=neither")]
    [InlineData("accept", "c and m, and nobody")]
    [InlineData("whisper", "c and m, and nobody")]
    [InlineData("answer", "c and m, and nobody")]
    public async Task What_is_about_no_call_or_no_phone_ends_and_is_kept(string door, string query)
    {
        await using var receiver = await Receiver.Start();
        var target = Receiver.Voice + door + (query.StartsWith('c') ? Some.Ids : query);

        var answer = await receiver.Post(target, Call);

        Assert.Equal(["Hangup"], (await Twiml(answer)).Elements().Select(verb => verb.Name.LocalName));
        Assert.Empty(receiver.Reception.Asked);
        Assert.Equal(("call", target), Assert.Single(receiver.World.Tray) is var kept ? (kept.Kind, kept.Target) : default);
    }

    public static TheoryData<string, string?> Unusable => new()
    {
        { "CallSid", null }, { "CallSid", "no sid" }, { "CallSid", new('x', 65) },
        { "To", null }, { "To", "the office" }, { "To", "sip:us@example.com" },
        { "From", "sip:" + new string('x', 100) },
        { "Direction", "outbound-api" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_call_that_is_not_understood_is_turned_away_and_kept(string field, string? value)
    {
        await using var receiver = await Receiver.Start();
        var fields = Call.Where(pair => pair.Item1 != field);

        var answer = await receiver.Post(Receiver.Voice + "webhook", [.. fields, .. value is null ? [] : new[] { (field, value) }]);

        Assert.Equal(["Reject"], (await Twiml(answer)).Elements().Select(verb => verb.Name.LocalName));
        Assert.Empty(receiver.Reception.Asked);
        Assert.Equal("call", Assert.Single(receiver.World.Tray).Kind);
    }

    [Fact]
    public async Task A_rules_no_ends_the_call_and_is_kept()
    {
        await using var receiver = await Receiver.Start();
        receiver.Reception.Fault = new RefusedException("not-now", "Not now.");

        var answer = await receiver.Post(Receiver.Voice + "webhook", Call);

        Assert.Equal(["Hangup"], (await Twiml(answer)).Elements().Select(verb => verb.Name.LocalName));
        Assert.Equal("Not now.", Assert.Single(receiver.World.Tray).Reason);
    }

    [Fact]
    public async Task Who_calls_and_what_is_said_is_not_logged()
    {
        await using var receiver = await Receiver.Start();
        receiver.Reception.Act = new CallAct.Goodbye(new("hush", "en-US"));

        await receiver.Post(Receiver.Voice + "webhook", Call);
        await receiver.Post(Receiver.Voice + "webhook", [.. Call[..4], ("Direction", "outbound-api")]);

        var ours = string.Join('\n', receiver.Log.Lines.Where(line => line.StartsWith("Webhook", StringComparison.Ordinal)));
        Assert.Contains("tray", ours, StringComparison.Ordinal);
        Assert.All(["hush", "4155550", Some.Token], secret => Assert.DoesNotContain(secret, ours, StringComparison.Ordinal));
    }

    internal static async Task<XElement> Twiml(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
    }
}
