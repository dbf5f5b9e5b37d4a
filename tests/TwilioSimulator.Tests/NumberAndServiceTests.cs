using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class NumberAndServiceTests
{
    [Fact]
    public async Task Numbers_are_listed_found_and_configured()
    {
        await using var simulator = await Start();
        Assert.Equal(3, (await simulator.Get(Path("IncomingPhoneNumbers.json"))).Json.GetProperty("incoming_phone_numbers").GetArrayLength());

        var found = (await simulator.Get(Path("IncomingPhoneNumbers.json?PhoneNumber=%2B14155550101"))).Json.GetProperty("incoming_phone_numbers");
        var sid = Assert.Single(found.EnumerateArray()).GetProperty("sid").GetString();
        Assert.False(found[0].GetProperty("capabilities").GetProperty("mms").GetBoolean());

        var changed = await simulator.Post(Path($"IncomingPhoneNumbers/{sid}.json"), ("SmsUrl", "https://hooks.example.com/in"), ("SmsMethod", "GET"));
        Assert.Equal(("https://hooks.example.com/in", "GET"), (changed["sms_url"], changed["sms_method"]));
        Assert.Equal("https://hooks.example.com/in", (await simulator.Get(Path($"IncomingPhoneNumbers/{sid}.json")))["sms_url"]);
        Assert.Equal(400, (await simulator.Post(Path($"IncomingPhoneNumbers/{sid}.json"), ("SmsUrl", "nowhere"))).Status);
        Assert.Equal(20404, (await simulator.Get(Path("IncomingPhoneNumbers/PN0.json"))).Code);
    }

    [Fact]
    public async Task Each_account_has_numbers_of_its_own_and_one_may_move()
    {
        await using var simulator = await Start();
        var (branch, token) = ("AC" + new string('b', 32), new string('b', 32));
        await simulator.Control("accounts", new { sid = branch, authToken = token });
        await simulator.Control("numbers", new { phoneNumber = "+14155550150", accountSid = branch, smsApplicationSid = "AP" + new string('c', 32), friendlyName = "Branch" });

        var number = Assert.Single((await Of(branch, token)).EnumerateArray());
        Assert.Equal(("+14155550150", "Branch", branch), (number.GetProperty("phone_number").GetString(), number.GetProperty("friendly_name").GetString(), number.GetProperty("account_sid").GetString()));
        Assert.Equal("AP" + new string('c', 32), number.GetProperty("sms_application_sid").GetString());
        Assert.Equal(404, (await simulator.Get(Path($"IncomingPhoneNumbers/{number.GetProperty("sid").GetString()}.json"))).Status);

        await simulator.Control("numbers", new { phoneNumber = "+14155550150", accountSid = Sid });
        Assert.Empty((await Of(branch, token)).EnumerateArray());
        Assert.Equal(4, (await simulator.Get(Path("IncomingPhoneNumbers.json"))).Json.GetProperty("incoming_phone_numbers").GetArrayLength());

        async Task<System.Text.Json.JsonElement> Of(string sid, string secret) => (await simulator.Send(
            HttpMethod.Get, $"/2010-04-01/Accounts/{sid}/IncomingPhoneNumbers.json", credentials: Basic(sid, secret))).Json.GetProperty("incoming_phone_numbers");
    }

    [Fact]
    public async Task Small_lists_have_pages_too()
    {
        await using var simulator = await Start();
        var numbers = new List<string?>();
        for (var next = Path("IncomingPhoneNumbers.json?PageSize=2"); next is not null;)
        {
            var page = (await simulator.Get(next)).Json;
            numbers.AddRange(page.GetProperty("incoming_phone_numbers").EnumerateArray().Select(number => number.GetProperty("phone_number").GetString()));
            next = page.GetProperty("next_page_uri").GetString();
        }

        Assert.Equal([Line, SmsOnlyLine, TollFree], numbers);
    }

    [Fact]
    public async Task Services_have_the_shape_of_the_newer_api()
    {
        await using var simulator = await Start();

        var list = (await simulator.Get("/v1/Services")).Json;
        Assert.Equal("services", list.GetProperty("meta").GetProperty("key").GetString());
        Assert.Equal(Service, list.GetProperty("services")[0].GetProperty("sid").GetString());

        var service = await simulator.Get("/v1/Services/" + Service);
        Assert.Equal(("2026-01-01T00:00:00Z", simulator.Url + "/v1/Services/" + Service), (service["date_created"], service["url"]));
        Assert.True(service.Json.GetProperty("use_inbound_webhook_on_number").GetBoolean());
        Assert.False(service.Json.GetProperty("us_app_to_person_registered").GetBoolean());
        await simulator.Control("services", new { sid = Service, usAppToPersonRegistered = true });
        Assert.True((await simulator.Get("/v1/Services/" + Service)).Json.GetProperty("us_app_to_person_registered").GetBoolean());

        var numbers = (await simulator.Get($"/v1/Services/{Service}/PhoneNumbers?PageSize=1")).Json;
        var next = (await simulator.Get(numbers.GetProperty("meta").GetProperty("next_page_url").GetString()!)).Json;
        Assert.Equal(SmsOnlyLine, next.GetProperty("phone_numbers")[0].GetProperty("phone_number").GetString());
        Assert.Equal(20404, (await simulator.Get("/v1/Services/MG0")).Code);
    }
}
