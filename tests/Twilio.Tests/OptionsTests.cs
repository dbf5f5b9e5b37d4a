using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Twilio:AccountSid", "XX11111111111111111111111111111111", "Production")]
    [InlineData("Twilio:AccountSid", "AC../../../../../../../../../../x/", "Production")]
    [InlineData("Twilio:AuthToken", "", "Production")]
    [InlineData("Twilio:ApiKeySecret", "alone", "Production")]
    [InlineData("Twilio:MaxConcurrentRequests", "0", "Production")]
    [InlineData("Twilio:ApiBaseUrl", "http://api.twilio.com", "Production")]
    [InlineData("Twilio:ApiBaseUrl", "https://api.twilio.com.evil.example", "Production")]
    [InlineData("Twilio:ApiBaseUrl", "https://eviltwilio.com", "Production")]
    [InlineData("Twilio:ApiBaseUrl", "http://localhost:7080", "Staging")]
    [InlineData("Twilio:ApiBaseUrl", "api.twilio.com", "Development")]
    [InlineData("Twilio:MessagingBaseUrl", "https://messaging.twilio.com.evil.example", "Production")]
    [InlineData("PublicBaseUrl", "", "Production")]
    [InlineData("PublicBaseUrl", "http://hooks.example.com", "Production")]
    [InlineData("PublicBaseUrl", "https://my_hooks.example.com", "Production")]
    [InlineData("PublicBaseUrl", "hooks.example.com", "Development")]
    [InlineData("PublicBaseUrl", "/only/a/path", "Development")]
    [InlineData("PublicBaseUrl", "ftp://hooks.example.com", "Development")]
    [InlineData("PublicBaseUrl", "https://hooks.example.com?x=1", "Development")]
    public async Task A_configuration_that_cannot_work_stops_the_start_and_names_the_key(string key, string value, string environment)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => Start(environment, (key, value)));

        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Twilio:ApiBaseUrl", "https://api.dublin.ie1.twilio.com/", "Production")]
    [InlineData("Twilio:ApiBaseUrl", "http://localhost:7080", "Development")]
    [InlineData("Twilio:ApiBaseUrl", "http://localhost:7080", "Test")]
    [InlineData("PublicBaseUrl", "https://hooks.example.com/sms/", "Production")]
    [InlineData("PublicBaseUrl", "http://my_host:4000", "Development")]
    [InlineData("PublicBaseUrl", null, "Development")]
    [InlineData("Twilio:AccountSid", null, "Production")]
    public Task A_configuration_that_can_work_starts(string key, string? value, string environment) => Start(environment, (key, value));

    [Fact]
    public async Task With_nothing_configured_the_application_starts_all_the_same() =>
        await Start("Production", ("Twilio:AccountSid", null), ("Twilio:AuthToken", null), ("PublicBaseUrl", null));

    [Fact]
    public async Task In_development_the_carrier_is_told_to_call_this_machine() =>
        Assert.Equal("http://localhost:4000", (await Start("Development", ("PublicBaseUrl", null))).PublicBaseUrl);

    private static async Task<TwilioOptions> Start(string environment, params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Twilio:AccountSid"] = Some.AccountSid,
            ["Twilio:AuthToken"] = Some.Token,
            ["PublicBaseUrl"] = "https://hooks.example.com",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.AddTwilio();
        builder.Services.AddSingleton<OrleansSms.Tray.IDoorBook>(new World());
        builder.Services.AddSingleton<OrleansSms.Grains.Ports.ICarrierVault>(new OrleansSms.TestKit.Carrier.FakeCarrierVault());
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
        return host.Services.GetRequiredService<IOptions<TwilioOptions>>().Value;
    }
}
