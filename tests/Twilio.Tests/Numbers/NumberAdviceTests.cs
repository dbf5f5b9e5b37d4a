using OrleansSms.Carrier;
using OrleansSms.Twilio.Numbers;

namespace OrleansSms.Twilio.Tests.Numbers;

public sealed class NumberAdviceTests
{
    private const string Should = "https://hooks.example.com/api/v1/twilio/sms/webhook#rc=3&rp=ct,rt,5xx";
    private static readonly Destination Right = new(Should, "POST");
    private static readonly PhoneRecord Number = new(
        "PN11111111111111111111111111111111", "+447700900100", null, CanText: true, CanSendPictures: true, CanCall: false, Right, Right, default, default, null);

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
    public void A_number_that_cannot_text_is_left_alone()
    {
        var number = On(Number with { CanText = false, CanCall = true }, place: LinePlace.None);

        Assert.False(number.NeedsSetUp);
        Assert.Equal("This number cannot text.", Assert.Single(number.Findings).Text);
        Assert.All(number.Addresses, address => Assert.Equal(AddressState.LeftAlone, address.State));
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
        NumberAdvice.On(number, Should, service, servicesKnown: true, place, lineAccount: null);
}
