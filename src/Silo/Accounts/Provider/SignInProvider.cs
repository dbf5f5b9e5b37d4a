using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using OrleansSms.Members;

namespace OrleansSms.Silo.Accounts.Provider;

/// <inheritdoc cref="ISignInProvider"/>
internal sealed partial class SignInProvider(
    ProviderOptions options, IOptionsMonitor<OpenIdConnectOptions> protocol, IHttpContextAccessor accessor, TimeProvider time,
    ILogger<SignInProvider> logger) : ISignInProvider
{
    public string Name => options.Name;

    public async Task Begin(string returnPath, CancellationToken cancellation)
    {
        var http = accessor.HttpContext ?? throw new InvalidOperationException("Signing in needs a request.");
        try
        {
            // While the provider is away those who want to know where it is ask one after the other: nobody waits for all of them.
            using var late = new CancellationTokenSource(ProviderSetup.LongestAnswer, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
            await protocol.Get(ProviderSetup.Scheme).ConfigurationManager!.GetConfigurationAsync(either.Token);
            await http.ChallengeAsync(ProviderSetup.Scheme, new() { RedirectUri = returnPath });
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // The sign-in page can say what is wrong, and has another door.
            LogNotBegun(logger, options.Name, fault);
            http.SendBack(ProviderFaults.Refusal(fault), returnPath);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nobody can sign in through {Provider}.")]
    private static partial void LogNotBegun(ILogger logger, string provider, Exception fault);
}
