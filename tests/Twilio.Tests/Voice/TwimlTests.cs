using System.Text;
using System.Xml.Linq;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;
using OrleansSms.Twilio.Voice.Twiml;

namespace OrleansSms.Twilio.Tests.Voice;

/// <summary>Every step of a call in the carrier's language.</summary>
public sealed class TwimlTests
{
    private const string Overrides = "#rc=3&rp=ct,rt,5xx";
    private static readonly PublicAddress Address = new(Some.PublicUrl);
    private static readonly Speech Words = new("Press 1 to take the call.", "en-US");

    [Fact]
    public void Connecting_says_nothing() => Assert.Empty(Written(new CallAct.Connect()).Elements());

    [Fact]
    public void Hanging_up_is_one_verb() => Assert.Equal(["Hangup"], Names(Written(new CallAct.HangUp())));

    [Fact]
    public void Turning_away_is_the_only_verb_so_that_the_call_is_never_answered()
    {
        var verb = Assert.Single(Written(new CallAct.TurnAway()).Elements());

        Assert.Equal(("Reject", "busy"), (verb.Name.LocalName, verb.Attribute("reason")?.Value));
    }

    [Fact]
    public void A_goodbye_is_said_in_its_language()
    {
        var response = Written(new CallAct.Goodbye(new("Auf Wiederhören.", "de-DE")));

        Assert.Equal(["Say", "Hangup"], Names(response));
        Assert.Equal(("Auf Wiederhören.", "de-DE"), (response.Element("Say")!.Value, response.Element("Say")!.Attribute("language")!.Value));
    }

    [Fact]
    public void What_the_contact_is_told_does_not_end_the_call() => Assert.Equal(["Say"], Names(Written(new CallAct.Tell(Words))));

    [Fact]
    public void The_member_who_calls_is_asked_for_any_key()
    {
        var response = Written(new CallAct.AskForKey(Some.Place, null, Words));

        Assert.Equal(["Gather", "Hangup"], Names(response));
        Has(response.Element("Gather")!, ("numDigits", "1"), ("timeout", "8"), ("finishOnKey", ""), ("method", "POST"), ("action", At("bridge-confirm")));
        Assert.Equal(Words.Text, Assert.Single(response.Element("Gather")!.Elements("Say")).Value);
    }

    [Fact]
    public void A_member_who_is_rung_is_asked_for_a_key()
    {
        var gather = Written(new CallAct.AskForKey(Some.Place, Some.MemberId, Words)).Element("Gather")!;

        Has(gather, ("numDigits", "1"), ("timeout", "6"), ("action", At("accept", $"&u={Some.MemberId}")));
    }

    [Fact]
    public void Members_are_rung_together_and_each_phone_tells_of_itself()
    {
        var other = Guid.NewGuid();
        var response = Written(new CallAct.RingMembers(
            Some.Place, 2, [new(Some.MemberId, Some.MemberNumber, true), new(other, "+14155550143", true)], 20, null, IsRecorded: false));

        var dial = Assert.Single(response.Elements());
        Assert.Equal("Dial", dial.Name.LocalName);
        Has(dial, ("timeout", "20"), ("answerOnBridge", "true"), ("method", "POST"), ("action", At("inbound-result", "&r=2")));
        Assert.All(["callerId", "record", "recordingStatusCallback"], name => Assert.Null(dial.Attribute(name)));
        Assert.Equal([Some.MemberNumber, "+14155550143"], dial.Elements("Number").Select(number => number.Value));
        Has(
            dial.Elements("Number").First(), ("url", At("whisper", $"&u={Some.MemberId}")), ("method", "POST"),
            ("statusCallback", At("status", $"&leg=member&u={Some.MemberId}")), ("statusCallbackEvent", "initiated ringing answered completed"));
        Has(dial.Elements("Number").Last(), ("url", At("whisper", $"&u={other}")), ("statusCallback", At("status", $"&leg=member&u={other}")));
    }

    [Fact]
    public void A_browser_is_rung_beside_the_number_and_answering_takes_the_call_without_a_key()
    {
        var response = Written(new CallAct.RingMembers(
            Some.Place, 0, [new(Some.MemberId, Some.MemberNumber, true), new(Some.MemberId, BrowserPhone.Of(Some.MemberId), true)], 20, null, IsRecorded: false));

        var dial = Assert.Single(response.Elements());
        Has(Assert.Single(dial.Elements("Number")), ("url", At("whisper", $"&u={Some.MemberId}")));
        var client = Assert.Single(dial.Elements("Client"));
        Assert.Equal($"member_{Some.MemberId:N}", client.Value);
        Has(
            client, ("url", At("answer", $"&u={Some.MemberId}")), ("method", "POST"),
            ("statusCallback", At("status", $"&leg=member&u={Some.MemberId}")), ("statusCallbackEvent", "initiated ringing answered completed"));
    }

    [Fact]
    public void A_recorded_call_is_announced_first_and_each_side_is_kept_apart()
    {
        var response = Written(new CallAct.RingMembers(Some.Place, 0, [new(Some.MemberId, Some.MemberNumber, true)], 20, Words, IsRecorded: true));

        Assert.Equal(["Say", "Dial"], Names(response));
        Has(
            response.Element("Dial")!, ("record", "record-from-answer-dual"), ("recordingStatusCallback", At("recording", "&kind=call")),
            ("recordingStatusCallbackEvent", "in-progress completed absent"));
    }

    [Fact]
    public void No_more_phones_ring_than_the_carrier_allows()
    {
        var phones = Enumerable.Range(0, 12).Select(i => new MemberPhone(Guid.NewGuid(), $"+141555501{i:00}", true));

        Assert.Equal(10, Written(new CallAct.RingMembers(Some.Place, 0, [.. phones], 20, null, false)).Descendants("Number").Count());
    }

    [Fact]
    public void The_contact_sees_our_line()
    {
        var response = Written(new CallAct.DialContact(Some.Place, Some.Contact, Some.Line, null, IsRecorded: false));

        var dial = Assert.Single(response.Elements("Dial"));
        Has(dial, ("callerId", Some.Line), ("timeout", "30"), ("answerOnBridge", "true"), ("action", At("dial-result")));
        var number = Assert.Single(dial.Elements("Number"));
        Assert.Equal(Some.Contact, number.Value);
        Assert.Null(number.Attribute("url"));
        Has(number, ("statusCallback", At("status", "&leg=contact")), ("statusCallbackEvent", "initiated ringing answered completed"));
    }

    [Fact]
    public void Both_sides_of_a_recorded_call_are_told()
    {
        var response = Written(new CallAct.DialContact(Some.Place, Some.Contact, Some.Line, Words, IsRecorded: true));

        Assert.Equal(["Say", "Dial"], Names(response));
        Has(response.Descendants("Number").Single(), ("url", At("contact")), ("method", "POST"));
        Has(response.Element("Dial")!, ("record", "record-from-answer-dual"), ("recordingStatusCallback", At("recording", "&kind=call")));
    }

    [Fact]
    public void The_uploaded_greeting_is_played_where_no_message_is_taken()
    {
        var file = Guid.NewGuid();
        var response = Written(new CallAct.Goodbye(Words, file));

        Assert.Equal(["Play", "Hangup"], Names(response));
        Assert.Equal($"{Some.PublicUrl}/api/v1/twilio/voice/greeting?f={file}", response.Element("Play")!.Value);
    }

    [Fact]
    public void A_message_is_taken_once_after_the_greeting()
    {
        var response = Written(new CallAct.TakeMessage(Some.Place, Words, null, 120, IsTranscribed: false));

        Assert.Equal(["Say", "Record", "Hangup"], Names(response));
        var record = response.Element("Record")!;
        Has(
            record, ("maxLength", "120"), ("timeout", "5"), ("playBeep", "true"), ("finishOnKey", "#"), ("action", At("voicemail-done")), ("method", "POST"),
            ("recordingStatusCallback", At("recording", "&kind=voicemail")), ("recordingStatusCallbackEvent", "in-progress completed absent"));
        Assert.All(["transcribe", "transcribeCallback"], name => Assert.Null(record.Attribute(name)));
    }

    [Fact]
    public void A_message_is_written_down_and_the_uploaded_greeting_played_when_that_is_set()
    {
        var file = Guid.NewGuid();
        var response = Written(new CallAct.TakeMessage(Some.Place, Words, file, 60, IsTranscribed: true));

        Assert.Equal(["Play", "Record", "Hangup"], Names(response));
        Assert.StartsWith(Some.PublicUrl, response.Element("Play")!.Value, StringComparison.Ordinal);
        Assert.Contains($"{file}", response.Element("Play")!.Value, StringComparison.Ordinal);
        Has(response.Element("Record")!, ("transcribe", "true"), ("transcribeCallback", At("transcript")));
    }

    [Theory]
    [InlineData("</Say><Dial>+15005550006</Dial><Say>")]
    [InlineData("<![CDATA[ & ]]> \"quoted\" 'single' &amp; &#x0;")]
    [InlineData("Grüße 🍵 ‏")]
    public void A_hostile_text_stays_a_text(string text)
    {
        var response = Written(new CallAct.Goodbye(new(text, "en\" injected=\"1")));

        Assert.Equal(["Say", "Hangup"], Names(response));
        Assert.Equal(text, response.Element("Say")!.Value);
        Assert.Equal("en\" injected=\"1", Assert.Single(response.Element("Say")!.Attributes()).Value);
    }

    [Fact]
    public void What_no_xml_may_hold_is_replaced()
    {
        // Not as data of a theory: half a pair does not survive in an attribute.
        (string Text, string Said)[] cases =
        [
            ("a\0b\u0001c\uFFFE", "a\uFFFDb\uFFFDc\uFFFD"),
            ("half a pair: \uD83C.", "half a pair: \uFFFD."),
            ("\uDF75 the other half", "\uFFFD the other half"),
            ("cut \uD83C", "cut \uFFFD"),
        ];

        Assert.All(cases, one => Assert.Equal(one.Said, Written(new CallAct.Tell(new(one.Text, "en-US"))).Element("Say")!.Value));
    }

    [Fact]
    public void A_text_is_cut_to_what_every_voice_takes_and_not_through_a_character()
    {
        var said = Written(new CallAct.Tell(new(new string('x', Spoken.Longest - 1) + "🍵 and more", "en-US"))).Element("Say")!.Value;

        Assert.Equal(new string('x', Spoken.Longest - 1), said);
    }

    [Fact]
    public void Silence_is_not_said() => Assert.Equal(["Hangup"], Names(Written(new CallAct.Goodbye(new("  ", "en-US")))));

    private static string At(string door, string more = "") => $"{Some.PublicUrl}{Receiver.Voice}{door}{Some.Ids}{more}{Overrides}";

    private static void Has(XElement verb, params (string Name, string Value)[] attributes) =>
        Assert.All(attributes, attribute => Assert.Equal(attribute.Value, verb.Attribute(attribute.Name)?.Value));

    private static string[] Names(XElement response) => [.. response.Elements().Select(verb => verb.Name.LocalName)];

    private static XElement Written(CallAct act)
    {
        var text = Encoding.UTF8.GetString(ActWriter.Write(act, Address.Voice));
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", text, StringComparison.Ordinal);
        var response = XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root!;
        Assert.Equal("Response", response.Name.LocalName);
        return response;
    }
}
