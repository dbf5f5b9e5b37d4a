using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Audit;
using OrleansSms.Carrier;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Carrier;
using OrleansSms.Twilio.Accounts;

namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>The settings of carrier accounts as they are set up for real, asked by one caller, against a stub.</summary>
internal sealed class SettingsDesk : IDisposable, IAuditLog
{
    public const string Sid = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    public const string Token = "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1";
    public const string SecondToken = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    private readonly IHost _host;
    private readonly IServiceScope _scope;

    public SettingsDesk(string apiUrl = "http://127.0.0.1:9", Caller? by = null, string environment = "Test", params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Twilio:AccountSid"] = Some.AccountSid,
            ["Twilio:AuthToken"] = Some.Token,
            ["Twilio:ApiBaseUrl"] = apiUrl,
            ["PublicBaseUrl"] = Some.PublicUrl,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(new ImpatientTime());
        builder.AddTwilio();
        builder.Services.AddSingleton<ICarrierVault>(Vault);
        builder.Services.AddSingleton<ICallers>(new AskedBy(by ?? new(Guid.NewGuid(), Role.Owner)));
        builder.Services.AddSingleton<IAuditLog>(this);
        _host = builder.Build();
        _scope = _host.Services.CreateScope();
    }

    public FakeCarrierVault Vault { get; } = new();

    public CapturedLog Log { get; } = new();

    public List<AuditEntry> Audit { get; } = [];

    public ICarrierAccounts Accounts => _scope.ServiceProvider.GetRequiredService<ICarrierAccounts>();

    public ICarrierNumbers Numbers => _scope.ServiceProvider.GetRequiredService<ICarrierNumbers>();

    public AccountDirectory Directory => _host.Services.GetRequiredService<AccountDirectory>();

    public Task Write(AuditEntry entry, CancellationToken cancellation)
    {
        Audit.Add(entry);
        return Task.CompletedTask;
    }

    /// <summary>An account as an owner enters it.</summary>
    public async Task Enter(string sid = Sid, string token = Token) =>
        Assert.Empty(await Accounts.Add(new(sid, token, "Branch"), TestContext.Current.CancellationToken));

    public void Dispose()
    {
        _scope.Dispose();
        _host.Dispose();
    }
}
