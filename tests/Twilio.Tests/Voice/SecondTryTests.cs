using System.Net;
using OrleansSms.Tray;
using OrleansSms.Twilio.Inbound;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Voice;

/// <summary>We failed, and the carrier asks at the fallback address.</summary>
public sealed class SecondTryTests
{
    private static readonly (string, string)[] Call =
        [("CallSid", Some.CallSid), ("AccountSid", Some.AccountSid), ("From", Some.Contact), ("To", Some.Line), ("CallStatus", "ringing"), ("Direction", "inbound")];

    [Fact]
    public async Task A_fault_of_ours_sends_the_carrier_to_the_fallback()
    {
        await using var receiver = await Receiver.Start();
        receiver.Reception.Fault = new TimeoutException("database down");

        var answer = await receiver.Post(Receiver.Voice + "webhook", Call);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("stumbled", receiver.Reception.Asked);
        Assert.Single(receiver.Log.Lines, line => line.Contains("database down", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/v1/twilio/voice/webhook#rc=3&rp=ct,rt,5xx")]
    [InlineData("https://elsewhere.example/voice")]
    [InlineData("not an address")]
    public async Task A_call_that_comes_in_for_the_second_time_is_taken_as_if_it_were_the_first(string failed)
    {
        await using var receiver = await Receiver.Start();

        await receiver.Post(Receiver.Voice + "webhook", SecondTry(failed.StartsWith('/') ? Some.PublicUrl + failed : failed));

        Assert.Equal($"arrived {Some.CallSid} {Some.Line} {Some.Contact}", Assert.Single(receiver.Reception.Asked));
        Assert.Equal(("call", "11200"), receiver.Get<DoorTally>().Counts.Single(count => count.Kind == DoorEvent.Fallback) is var told ? (told.Door, told.Reason) : default);
    }

    [Fact]
    public async Task The_step_that_failed_is_asked_again_with_the_ids_of_its_address()
    {
        await using var receiver = await Receiver.Start();
        var failed = $"{Some.PublicUrl}{Receiver.Voice}inbound-result{Some.Ids}&r=1#rc=3&rp=ct,rt,5xx";

        await receiver.Post(Receiver.Voice + "webhook", SecondTry(failed, ("DialCallStatus", "no-answer"), ("DialBridged", "false")));

        Assert.Equal("members rung, round 1, [no-answer] on , bridged False,  s", Assert.Single(receiver.Reception.Asked));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("recording")]
    [InlineData("../sms/webhook")]
    public async Task An_address_that_is_no_step_is_none(string failed)
    {
        await using var receiver = await Receiver.Start();

        await receiver.Post(Receiver.Voice + "bridge" + Some.Ids, SecondTry($"{Some.PublicUrl}{Receiver.Voice}{failed}"));

        Assert.Equal("caller picked up", Assert.Single(receiver.Reception.Asked));
    }

    [Fact]
    public async Task Who_failed_twice_says_so_to_the_person_on_the_phone()
    {
        await using var receiver = await Receiver.Start();
        receiver.Reception.Fault = new TimeoutException("database down");

        var answer = await receiver.Post(Receiver.Voice + "bridge" + Some.Ids, SecondTry($"{Some.PublicUrl}{Receiver.Voice}bridge-confirm{Some.Ids}", ("Digits", "1")));

        Assert.Equal(["caller confirmed", "stumbled"], receiver.Reception.Asked);
        Assert.Equal("Sorry.", (await StepTests.Twiml(answer)).Element("Say")!.Value);
        Assert.Single(receiver.Log.Lines, line => line.Contains("database down", StringComparison.Ordinal));
    }

    private static (string, string)[] SecondTry(string failed, params (string, string)[] more) => [.. Call, ("ErrorCode", "11200"), ("ErrorUrl", failed), .. more];
}
