using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Nerdbank.Streams;
using Orleans.Configuration;

namespace OrleansSms.Silo.Cluster;

/// <summary>
/// Mutual TLS on the silo port, which has no sign-in of its own. Whoever connects, and whoever is connected to, shows a certificate
/// of the installation's authority, or is cut off before anything of theirs is read.
/// </summary>
internal sealed partial class SiloTls(X509Certificate2 own, X509Certificate2Collection authorities, ILogger<SiloTls> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>At our end of a connection that somebody else made.</summary>
    public ConnectionDelegate Accept(ConnectionDelegate next) => connection => Secure(connection, next, (tls, stop) => tls.AuthenticateAsServerAsync(
        new SslServerAuthenticationOptions
        {
            ServerCertificate = own,
            ClientCertificateRequired = true,
            CertificateChainPolicy = Trust(),
            RemoteCertificateValidationCallback = IsSilo,
        }, stop));

    /// <summary>At our end of a connection that we made.</summary>
    public ConnectionDelegate Connect(ConnectionDelegate next) => connection => Secure(connection, next, (tls, stop) => tls.AuthenticateAsClientAsync(
        new SslClientAuthenticationOptions
        {
            TargetHost = "silo",
            ClientCertificates = [own],
            CertificateChainPolicy = Trust(),
            RemoteCertificateValidationCallback = IsSilo,
        }, stop));

    private async Task Secure(ConnectionContext connection, ConnectionDelegate next, Func<SslStream, CancellationToken, Task> shakeHands)
    {
        var plain = connection.Transport;
        await using var tls = new SslStream(plain.AsStream());
        try
        {
            using var late = new CancellationTokenSource(Patience, TimeProvider.System);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, connection.ConnectionClosed);
            await shakeHands(tls, stop.Token);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException or OperationCanceledException)
        {
            LogRefused(logger, connection.RemoteEndPoint?.ToString(), refused.Message);
            connection.Abort();
            return;
        }

        connection.Transport = tls.UsePipe();
        try
        {
            await next(connection);
        }
        finally
        {
            await connection.Transport.Input.CompleteAsync();
            await connection.Transport.Output.CompleteAsync();
            connection.Transport = plain;
        }
    }

    private X509ChainPolicy Trust()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    // The authority signs silos only, so it does not matter which of them it is.
    private static bool IsSilo(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is not null && (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;

    [LoggerMessage(LogLevel.Warning, "{EndPoint} is no silo of this installation, or could not show that it is one: {Reason}")]
    private static partial void LogRefused(ILogger logger, string? endPoint, string reason);
}

internal static class SiloTlsSetup
{
    public static ISiloBuilder UseTls(this ISiloBuilder silo, SiloTlsSettings settings)
    {
        if (settings.IsMeant)
        {
            silo.Services.AddSingleton(services => new SiloTls(settings.Own(), settings.Authorities(), services.GetRequiredService<ILogger<SiloTls>>()));
            silo.Services.AddOptions<SiloConnectionOptions>().Configure<SiloTls>((connections, tls) =>
            {
                connections.ConfigureSiloInboundConnection(connection => connection.Use(tls.Accept));
                connections.ConfigureGatewayInboundConnection(connection => connection.Use(tls.Accept));
                connections.ConfigureSiloOutboundConnection(connection => connection.Use(tls.Connect));
            });
        }

        return silo;
    }
}
