using System.Web;
using Microsoft.AspNetCore.Http;
using OrleansSms.Audit;
using OrleansSms.Carrier;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Numbers;

public sealed class CarrierNumbersTests
{
    private const string Should = Some.PublicUrl + "/api/v1/twilio/sms/webhook#rc=3&rp=ct,rt,5xx";
    private const string Calls = Some.PublicUrl + "/api/v1/twilio/voice/webhook#rc=3&rp=ct,rt,5xx";
    private const string CallStatus = Some.PublicUrl + "/api/v1/twilio/voice/status#rc=3&rp=ct,rt,5xx";
    private const string PhoneSid = "PN11111111111111111111111111111111";
    private const string NoServices = """{"services":[],"meta":{"next_page_url":null}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_of_numbers_is_read_and_none_that_leads_elsewhere()
    {
        var root = $"/2010-04-01/Accounts/{SettingsDesk.Sid}/IncomingPhoneNumbers.json";
        await using var carrier = await Answering(http => http.Request.Query["Page"].ToString() switch
        {
            "" => Page(Phone("+14155550101"), $"{root}?Page=1"),
            "1" => Page(Phone("+14155550102"), "http://evil.example" + root + "?Page=2"),
            _ => throw new NotSupportedException(),
        });
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        var list = await desk.Numbers.List(SettingsDesk.Sid, Cancellation);

        Assert.Equal(["+14155550101", "+14155550102"], list.Numbers.Select(number => number.Number));
        Assert.Null(list.Failure);
        Assert.Empty(list.Findings);
    }

    [Fact]
    public async Task A_number_in_a_service_is_judged_by_the_service()
    {
        await using var carrier = await Answering(
            _ => Page(Phone(Some.Line, Should)),
            http => http.Request.Path.Value!.EndsWith("/PhoneNumbers", StringComparison.Ordinal)
                ? $$$"""{"phone_numbers":[{"phone_number":"{{{Some.Line}}}"}],"meta":{}}"""
                : """{"services":[{"sid":"MG22222222222222222222222222222222","friendly_name":"Pool","inbound_request_url":null,"use_inbound_webhook_on_number":false,"us_app_to_person_registered":true}],"meta":{}}""");
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        var number = Assert.Single((await desk.Numbers.List(SettingsDesk.Sid, Cancellation)).Numbers);

        var finding = Assert.Single(number.Findings);
        Assert.Equal(FindingLevel.Problem, finding.Level);
        Assert.Contains("dropped without a trace", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_that_cannot_be_read_are_a_warning_and_the_numbers_are_shown()
    {
        await using var carrier = await CarrierStub.Start((http, _) => http.Request.Path.StartsWithSegments("/v1")
            ? CarrierStub.Write(http, 401, """{"code":20003}""")
            : CarrierStub.Write(http, 200, Page(Phone(Some.Line, Should))));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        var list = await desk.Numbers.List(SettingsDesk.Sid, Cancellation);

        Assert.Contains("messaging services could not be read", Assert.Single(list.Findings).Text, StringComparison.Ordinal);
        // Whether it is registered is not known then, so nothing is said.
        Assert.Empty(Assert.Single(list.Numbers).Findings);
    }

    [Fact]
    public async Task Setting_up_makes_a_line_of_the_account_and_writes_every_address()
    {
        await using var carrier = await Settable(Phone(Some.Line, "https://old.example/in", application: "APcccccccccccccccccccccccccccccccc"), Phone(Some.Line, Should));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        var outcome = await desk.Numbers.SetUp(SettingsDesk.Sid, PhoneSid, takeOver: false, calls: true, Cancellation);

        Assert.Equal(new(true, "It is a line, and its addresses lead here."), outcome);
        Assert.Equal(SettingsDesk.Sid, desk.Directory.SidOf(Some.Line));
        var written = HttpUtility.ParseQueryString(carrier.Posts.Single(post => post.Method == "POST").Body);
        Assert.Equal(
            (Should, "POST", Should, "POST", ""),
            (written["SmsUrl"], written["SmsMethod"], written["SmsFallbackUrl"], written["SmsFallbackMethod"], written["SmsApplicationSid"]));
        Assert.Equal(
            (Calls, "POST", Calls, "POST", CallStatus, "POST"),
            (written["VoiceUrl"], written["VoiceMethod"], written["VoiceFallbackUrl"], written["VoiceFallbackMethod"], written["StatusCallback"], written["StatusCallbackMethod"]));
        // Nothing else decides about its calls, so nothing else is touched.
        Assert.DoesNotContain(written.AllKeys, key => key is "VoiceApplicationSid" or "TrunkSid");
        Assert.Equal((AuditActions.CarrierNumberSetUp, Some.Line), (desk.Audit[^1].Action, desk.Audit[^1].Subject));
    }

    [Fact]
    public async Task A_trunk_and_an_app_let_go_of_the_calls_of_a_number_that_is_set_up()
    {
        var before = Phone(Some.Line, Should).Replace("\"status_callback_method\"", "\"trunk_sid\":\"TK1\",\"voice_application_sid\":\"AP1\",\"status_callback_method\"", StringComparison.Ordinal);
        await using var carrier = await Settable(before, Phone(Some.Line, Should));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        Assert.True((await desk.Numbers.SetUp(SettingsDesk.Sid, PhoneSid, takeOver: false, calls: true, Cancellation)).IsDone);

        var written = HttpUtility.ParseQueryString(carrier.Posts.Single(post => post.Method == "POST").Body);
        Assert.Equal(("", ""), (written["TrunkSid"], written["VoiceApplicationSid"]));
    }

    [Fact]
    public async Task Calls_that_are_not_asked_for_stay_where_they_go()
    {
        await using var carrier = await Settable(Phone(Some.Line, calls: "https://pbx.example/"), Phone(Some.Line, Should, calls: "https://pbx.example/"));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        var outcome = await desk.Numbers.SetUp(SettingsDesk.Sid, PhoneSid, takeOver: false, calls: false, Cancellation);

        Assert.Equal(new(true, "It is a line, and its texts come here. Its calls are left as they are."), outcome);
        Assert.DoesNotContain("Voice", carrier.Posts.Single(post => post.Method == "POST").Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://pbx.example/", CallStatus)]
    [InlineData(Calls, "https://pbx.example/")]
    public async Task An_answer_that_kept_another_address_of_calls_is_no_success(string calls, string status)
    {
        await using var carrier = await Settable(Phone(Some.Line), Phone(Some.Line, Should, calls: calls, status: status));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        Assert.Contains("did not keep", (await desk.Numbers.SetUp(SettingsDesk.Sid, PhoneSid, takeOver: false, calls: true, Cancellation)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_can_only_call_becomes_a_line_for_calls()
    {
        var number = Phone(Some.Line).Replace("\"sms\":true", "\"sms\":false", StringComparison.Ordinal);
        await using var carrier = await Settable(number, number);
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        Assert.True((await desk.Numbers.SetUp(SettingsDesk.Sid, PhoneSid, takeOver: false, calls: true, Cancellation)).IsDone);

        Assert.Equal(SettingsDesk.Sid, desk.Directory.SidOf(Some.Line));
        Assert.DoesNotContain("Sms", carrier.Posts.Single(post => post.Method == "POST").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_of_the_configured_account_becomes_a_line_that_names_no_account()
    {
        await using var carrier = await Settable(Phone(Some.Line), Phone(Some.Line, Should));
        using var desk = new SettingsDesk(carrier.Url);

        Assert.True((await desk.Numbers.SetUp(Some.AccountSid, PhoneSid, takeOver: false, calls: true, Cancellation)).IsDone);

        Assert.Null((await desk.Vault.Lines([Some.Line], Cancellation))[Some.Line]);
    }

    [Fact]
    public async Task A_line_of_another_account_moves_only_when_that_is_meant()
    {
        await using var carrier = await Settable(Phone(Some.Line), Phone(Some.Line, Should));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();
        await desk.Vault.SetLine(Some.Line, null, Cancellation);
        Assert.Equal(LinePlace.OtherAccount, Assert.Single((await desk.Numbers.List(SettingsDesk.Sid, Cancellation)).Numbers).Place);

        var outcome = await desk.Numbers.SetUp(SettingsDesk.Sid, PhoneSid, takeOver: false, calls: true, Cancellation);
        Assert.False(outcome.IsDone);
        Assert.Contains("through account …1111", outcome.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(carrier.Posts, post => post.Method == "POST");

        Assert.True((await desk.Numbers.SetUp(SettingsDesk.Sid, PhoneSid, takeOver: true, calls: true, Cancellation)).IsDone);
        Assert.Equal(SettingsDesk.Sid, desk.Directory.SidOf(Some.Line));
    }

    [Theory]
    [InlineData(400, """{"code":21402,"message":"+14155550100 is wrong"}""", "code 21402")]
    [InlineData(401, """{"code":20003}""", "does not accept")]
    [InlineData(503, "", "trouble of its own")]
    public async Task What_the_carrier_does_not_take_is_said_of_that_number(int status, string body, string words)
    {
        await using var carrier = await CarrierStub.Start((http, _) => HttpMethods.IsPost(http.Request.Method)
            ? CarrierStub.Write(http, status, body)
            : CarrierStub.Write(http, 200, Phone(Some.Line)));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        var outcome = await desk.Numbers.SetUp(SettingsDesk.Sid, PhoneSid, takeOver: false, calls: true, Cancellation);

        Assert.False(outcome.IsDone);
        Assert.Contains(words, outcome.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Line, outcome.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_kept_something_else_is_no_success()
    {
        await using var carrier = await Settable(Phone(Some.Line), Phone(Some.Line, "https://old.example/in"));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        Assert.Contains("did not keep", (await desk.Numbers.SetUp(SettingsDesk.Sid, PhoneSid, takeOver: false, calls: true, Cancellation)).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+14155550100", "false", "neither text nor call")]
    [InlineData("73553", "true", "not a full phone number")]
    public async Task What_cannot_be_a_line_becomes_none(string number, string able, string words)
    {
        await using var carrier = await CarrierStub.Answering(200, Phone(number)
            .Replace("\"sms\":true", $"\"sms\":{able}", StringComparison.Ordinal).Replace("\"voice\":true", $"\"voice\":{able}", StringComparison.Ordinal));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        Assert.Contains(words, (await desk.Numbers.SetUp(SettingsDesk.Sid, PhoneSid, takeOver: false, calls: true, Cancellation)).Sentence, StringComparison.Ordinal);
        Assert.Empty((await desk.Vault.Read(Cancellation)).Lines);
    }

    [Theory]
    [InlineData("../../Messages")]
    [InlineData("PN1")]
    [InlineData("MG22222222222222222222222222222222")]
    public async Task What_is_no_name_of_a_number_is_never_asked_for(string sid)
    {
        await using var carrier = await CarrierStub.Answering(200, "{}");
        using var desk = new SettingsDesk(carrier.Url);

        await Assert.ThrowsAsync<RefusedException>(() => desk.Numbers.SetUp(Some.AccountSid, sid, takeOver: false, calls: true, Cancellation));
        Assert.Empty(carrier.Posts);
    }

    [Fact]
    public async Task Without_a_public_address_nothing_is_set_up()
    {
        // Elsewhere than in development there is none unless it is configured.
        using var desk = new SettingsDesk(
            "https://api.twilio.com", null, "Production", ("Twilio:AccountSid", ""), ("Twilio:AuthToken", ""), ("PublicBaseUrl", ""));
        await desk.Enter();

        Assert.Contains("PublicBaseUrl", (await desk.Numbers.List(SettingsDesk.Sid, Cancellation)).Failure, StringComparison.Ordinal);
        var outcome = await desk.Numbers.SetUp(SettingsDesk.Sid, PhoneSid, takeOver: false, calls: true, Cancellation);
        Assert.False(outcome.IsDone);
        Assert.Contains("PublicBaseUrl", outcome.Sentence, StringComparison.Ordinal);
        Assert.Empty((await desk.Vault.Read(Cancellation)).Lines);
    }

    private static Task<CarrierStub> Answering(Func<HttpContext, string> numbers, Func<HttpContext, string>? services = null) => CarrierStub.Start((http, _) =>
        CarrierStub.Write(http, 200, http.Request.Path.StartsWithSegments("/v1") ? services?.Invoke(http) ?? NoServices : numbers(http)));

    private static Task<CarrierStub> Settable(string before, string after) => CarrierStub.Start((http, _) => CarrierStub.Write(
        http, 200,
        HttpMethods.IsPost(http.Request.Method) ? after
        : http.Request.Path.StartsWithSegments("/v1") ? NoServices
        : http.Request.Path.Value!.EndsWith("IncomingPhoneNumbers.json", StringComparison.Ordinal) ? Page(before)
        : before));

    private static string Page(string number, string? next = null) =>
        $$"""{"incoming_phone_numbers":[{{number}}],"next_page_uri":{{(next is null ? "null" : $"\"{next}\"")}}}""";

    /// <summary>A number whose calls come to us, unless the test says otherwise.</summary>
    private static string Phone(string number, string? url = null, string? application = null, string calls = Calls, string status = CallStatus) =>
        $$"""
        {"sid":"{{PhoneSid}}","phone_number":"{{number}}","friendly_name":"(415) 555-0100","capabilities":{"sms":true,"mms":true,"voice":true},
         "sms_url":"{{url}}","sms_method":"POST","sms_fallback_url":"{{url}}","sms_fallback_method":"POST","sms_application_sid":"{{application}}",
         "voice_url":"{{calls}}","voice_method":"POST","voice_fallback_url":"{{calls}}","voice_fallback_method":"POST",
         "status_callback":"{{status}}","status_callback_method":"POST"}
        """;
}
