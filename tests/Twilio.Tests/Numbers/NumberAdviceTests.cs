using OrleansSms.Carrier;
using OrleansSms.Twilio.Numbers;

namespace OrleansSms.Twilio.Tests.Numbers;

public sealed class NumberAdviceTests
{
    private const string Should = "https://hooks.example.com/api/v1/twilio/sms/webhook#rc=3&rp=ct,rt,5xx";
    private static readonly NumberAddresses Addresses = new(
        Should, "https://hooks.example.com/api/v1/twilio/voice/webhook#rc=3&rp=ct,rt,5xx", "https://hooks.example.com/api/v1/twilio/voice/status#rc=3&rp=ct,rt,5xx");

    private static readonly Destination Right = new(Should, "POST");
    private static readonly Destination Elsewhere = new("https://pbx.example/", "POST");
    private static readonly PhoneRecord Number = new(
        "PN11111111111111111111111111111111", "+447700900100", null, CanText: true, CanSendPictures: true, CanCall: false, Right, Right, default, default, default);

    private static readonly PhoneRecord Phone = Number with
    {
        CanCall = true, Calls = new(Addresses.Calls, "POST"), CallsSecondTry = new(Addresses.Calls, "POST"), CallStatus = new(Addresses.CallStatus, "POST"),
    };

    private static readonly ServiceRecord Service = new("MG22222222222222222222222222222222", "Pool", Right, Right, LetsNumbersDecide: false, IsRegistered: true);

    [Fact]
    public void A_number_that_is_set_up_has_nothing_to_be_said_about()
    {
        var number = On(Number);

        Assert.Empty(number.Findings);
        Assert.False(number.NeedsSetUp);
        Assert.Equal([AddressState.Right, AddressState.Right], number.Addresses.Select(address => address.State));
    }

    [Theory]
    [InlineData(Should, "POST", AddressState.Right)]
    [InlineData(Should, "GET", AddressState.Almost)]
    [InlineData("https://hooks.example.com/api/v1/twilio/sms/webhook", "POST", AddressState.Almost)]
    [InlineData("https://hooks.example.com/api/v1/twilio/sms/webhook/", "POST", AddressState.Other)]
    [InlineData("http://hooks.example.com/api/v1/twilio/sms/webhook", "POST", AddressState.Other)]
    [InlineData("https://HOOKS.example.com/api/v1/twilio/sms/webhook", "POST", AddressState.Other)] // another letter case is signed as it is written
    [InlineData("https://elsewhere.example/sms", "POST", AddressState.Other)]
    [InlineData("", "POST", AddressState.Missing)]
    [InlineData(null, "POST", AddressState.Missing)]
    public void An_address_is_right_almost_right_missing_or_another(string? url, string method, AddressState expected)
    {
        var number = On(Number with { Texts = new(url, method) });

        Assert.Equal(expected, number.Addresses[0].State);
        Assert.Equal(expected != AddressState.Right, number.NeedsSetUp);
        Assert.Equal(expected == AddressState.Other, number.GoesElsewhere);
        Assert.Equal(expected == AddressState.Right, number.Findings.IsEmpty);
    }

    [Fact]
    public void A_missing_second_try_is_a_warning_and_no_address_at_all_a_problem()
    {
        Assert.Equal(FindingLevel.Warning, On(Number with { SecondTry = default }).Worst);
        Assert.Equal(FindingLevel.Problem, On(Number with { Texts = default }).Worst);
    }

    [Fact]
    public void An_app_hides_the_addresses()
    {
        var number = On(Number with { SmsApplication = "APcccccccccccccccccccccccccccccccc" });

        Assert.True(number.NeedsSetUp);
        Assert.Contains("TwiML app", Assert.Single(number.Findings).Text, StringComparison.Ordinal);
        Assert.Equal("TwiML app …cccc", number.Addresses[0].Is);
    }

    [Fact]
    public void A_service_that_decides_is_what_counts()
    {
        Assert.Empty(On(Number with { Texts = default }, Service).Findings);
        Assert.Contains("dropped without a trace", On(Number, Service with { Texts = default, SecondTry = default }).Findings.Single().Text, StringComparison.Ordinal);
        Assert.Contains("where the messaging service “Pool” says", On(Number, Service with { Texts = new("https://else.example", "POST") }).Findings.Single().Text, StringComparison.Ordinal);
        Assert.Equal(FindingLevel.Warning, On(Number, Service with { SecondTry = default }).Worst);
        Assert.Empty(On(Number, Service with { Texts = default, SecondTry = default, LetsNumbersDecide = true }).Findings);
    }

    [Theory]
    [InlineData("+14155550100", true, true, FindingLevel.Good)]
    [InlineData("+14155550100", true, false, FindingLevel.Warning)]
    [InlineData("+14155550100", false, null, FindingLevel.Warning)]
    [InlineData("+18885550100", false, null, FindingLevel.Note)]
    [InlineData("+447700900100", false, null, FindingLevel.Good)]
    public void What_is_known_of_the_registration_with_us_networks_is_told(string phone, bool isInService, bool? isRegistered, FindingLevel worst) =>
        Assert.Equal(worst, On(Number with { Number = phone }, isInService ? Service with { IsRegistered = isRegistered } : null).Worst);

    [Fact]
    public void A_number_that_can_only_call_is_told_of_and_set_up_for_calls_alone()
    {
        var number = On(Phone with { CanText = false, Texts = default, Calls = default });

        Assert.Equal(["Its calls go nowhere: whoever calls it hears that something is wrong.", "This number cannot text."], number.Findings.Select(finding => finding.Text));
        Assert.True(number.NeedsSetUp);
        Assert.All(number.Addresses, address => Assert.True(address.IsOfCalls));
        Assert.False(On(Phone with { CanText = false, Texts = default }).NeedsSetUp);
    }

    [Fact]
    public void A_number_that_can_do_neither_is_left_alone()
    {
        var number = On(Number with { CanText = false }, place: LinePlace.None);

        Assert.False(number.NeedsSetUp);
        Assert.Equal("This number cannot text.", Assert.Single(number.Findings).Text);
        Assert.Empty(number.Addresses);
    }

    [Fact]
    public void A_number_whose_calls_come_to_us_has_nothing_to_be_said_about_and_shows_where_they_go()
    {
        var number = On(Phone);

        Assert.Empty(number.Findings);
        Assert.False(number.NeedsSetUp);
        Assert.Equal(
            ["Texts", "Texts, second try", "Calls", "Calls, second try", "Status of calls"], number.Addresses.Select(address => address.Use));
        Assert.All(number.Addresses, address => Assert.Equal(AddressState.Right, address.State));
    }

    [Fact]
    public void A_number_that_cannot_call_is_not_told_about_calls()
    {
        var number = On(Number with { Calls = Elsewhere, CallStatus = Elsewhere, VoiceApplication = "AP1", Trunk = "TK1" });

        Assert.Empty(number.Findings);
        Assert.False(number.NeedsSetUp);
        Assert.DoesNotContain(number.Addresses, address => address.IsOfCalls);
    }

    public static TheoryData<string, string> WrongCalls => new()
    {
        { "nowhere", "Its calls go nowhere: whoever calls it hears that something is wrong." },
        { "elsewhere", "Its calls go somewhere else, not to us." },
        { "by GET", "Its calls come to us, but are not tried again when we are away for a moment." },
        { "no second try", "It has no address for a second try of calls: a call that meets a restart of ours is lost." },
        { "second try elsewhere", "A call that we cannot take at once is brought somewhere else." },
        { "no status", "It has no address for the status of calls: how a call ended is seen late, when we ask." },
        { "status elsewhere", "How its calls end is told somewhere else, and seen late here, when we ask." },
        { "app", "A TwiML app gets its calls, and its own addresses are not looked at. Setting it up takes its calls out of the app." },
        { "trunk", "A SIP trunk takes its calls, and its own addresses are not looked at. Setting it up takes it out of the trunk." },
    };

    [Theory, MemberData(nameof(WrongCalls))]
    public void What_is_wrong_with_where_calls_go_is_told_once_and_setting_it_up_helps(string what, string told)
    {
        var number = On(what switch
        {
            "nowhere" => Phone with { Calls = default },
            "elsewhere" => Phone with { Calls = Elsewhere },
            "by GET" => Phone with { Calls = new(Addresses.Calls, "GET") },
            "no second try" => Phone with { CallsSecondTry = default },
            "second try elsewhere" => Phone with { CallsSecondTry = Elsewhere },
            "no status" => Phone with { CallStatus = default },
            "status elsewhere" => Phone with { CallStatus = Elsewhere },
            "app" => Phone with { VoiceApplication = "APcccccccccccccccccccccccccccccccc" },
            _ => Phone with { Trunk = "TKcccccccccccccccccccccccccccccccc", VoiceApplication = "APcccccccccccccccccccccccccccccccc" },
        });

        Assert.Equal(new(FindingLevel.Warning, told), Assert.Single(number.Findings));
        Assert.True(number.NeedsSetUp);
        Assert.False(number.NeedsSetUpFor(calls: false));
        Assert.Equal(what is "app" or "trunk" || what.EndsWith("elsewhere", StringComparison.Ordinal), number.CallsGoElsewhere);
        Assert.Equal((number.CallsGoElsewhere, false), (number.GoesElsewhere, number.TextsGoElsewhere));
    }

    [Theory]
    [InlineData(LinePlace.Here, false)]
    [InlineData(LinePlace.None, true)]
    [InlineData(LinePlace.OtherAccount, true)]
    [InlineData(LinePlace.NoAccount, true)]
    public void A_number_that_is_no_line_here_needs_setting_up(LinePlace place, bool needs) => Assert.Equal(needs, On(Number, place: place).NeedsSetUp);

    [Fact]
    public void Passwords_in_addresses_are_not_shown() => Assert.Equal(
        "POST https://•••@old.example/in", On(Number with { Texts = new("https://user:pass@old.example/in", "POST") }).Addresses[0].Is);

    private static CarrierNumber On(PhoneRecord number, ServiceRecord? service = null, LinePlace place = LinePlace.Here) =>
        NumberAdvice.On(number, Addresses, service, servicesKnown: true, place, lineAccount: null);
}
