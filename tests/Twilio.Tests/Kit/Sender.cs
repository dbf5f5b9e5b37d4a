using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Carrier;
using OrleansSms.Twilio.Accounts;

namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>The product's gateway as it is set up for real, against a stub.</summary>
internal sealed class Sender : IDisposable
{
    private readonly IHost _host;

    public Sender(string apiUrl, params (string Key, string? Value)[] settings)
        : this(apiUrl, new ImpatientTime(), settings)
    {
    }

    public Sender(string apiUrl, ImpatientTime time, params (string Key, string? Value)[] settings)
    {
        Time = time;
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Test" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Twilio:AccountSid"] = Some.AccountSid,
            ["Twilio:AuthToken"] = Some.Token,
            ["Twilio:ApiBaseUrl"] = apiUrl,
            ["PublicBaseUrl"] = Some.PublicUrl,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.AddTwilio();
        builder.Services.AddSingleton<ICarrierVault>(Vault);
        _host = builder.Build();
    }

    public ImpatientTime Time { get; }

    public FakeCarrierVault Vault { get; } = new();

    public CapturedLog Log { get; } = new();

    /// <summary>The same account's records.</summary>
    public ICarrierRecords Records => _host.Services.GetRequiredService<ICarrierRecords>();

    /// <summary>The same account's list of calls.</summary>
    public ICallList CallList => _host.Services.GetRequiredService<ICallList>();

    /// <summary>The same account's calls.</summary>
    public ICarrierCalls Calls => _host.Services.GetRequiredService<ICarrierCalls>();

    /// <summary>As after a change of what is in the vault.</summary>
    public Task Reload() => _host.Services.GetRequiredService<AccountDirectory>().Reload(TestContext.Current.CancellationToken);

    public Task<CarrierAnswer> Send(OutboxItem? item = null, CancellationToken? cancellation = null) =>
        _host.Services.GetRequiredService<ICarrier>().Send(item ?? Some.Item(), cancellation ?? TestContext.Current.CancellationToken);

    public void Dispose() => _host.Dispose();
}
