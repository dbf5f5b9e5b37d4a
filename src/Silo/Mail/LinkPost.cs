using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using MimeKit;
using OrleansSms.Members;
using OrleansSms.Twilio;

namespace OrleansSms.Silo.Mail;

/// <inheritdoc cref="ILinkPost"/>
internal sealed partial class LinkPost(IOptions<SmtpOptions> smtp, IOptions<TwilioOptions> carrier, IServer server, ILogger<LinkPost> logger) : ILinkPost
{
    private const int TimeoutMilliseconds = 20_000;

    public string Url(LinkKind kind, string secret) => $"{Address()}/{(kind == LinkKind.Invitation ? "join" : "reset")}?key={secret}";

    public async Task<bool> Send(LinkKind kind, string email, string url, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(smtp.Value.Host))
        {
            LogLink(logger, kind, email, url);
            return false;
        }

        try
        {
            await Mail(Letter.Of(kind, smtp.Value.From!, email, url), cancellation);
            return true;
        }
        catch (Exception fault) when (fault is MailKit.CommandException or MailKit.ProtocolException or AuthenticationException or SslHandshakeException or SocketException or IOException)
        {
            // Whoever invites has the link on the screen, and hands it over.
            LogNotSent(logger, fault, kind);
            return false;
        }
    }

    private async Task Mail(MimeMessage letter, CancellationToken cancellation)
    {
        var settings = smtp.Value;
        using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        var security = settings.AllowPlain ? SecureSocketOptions.StartTlsWhenAvailable
            : settings.Port == 465 ? SecureSocketOptions.SslOnConnect
            : SecureSocketOptions.StartTls;
        await client.ConnectAsync(settings.Host!, settings.Port, security, cancellation);
        if (!string.IsNullOrEmpty(settings.User))
        {
            await client.AuthenticateAsync(settings.User, settings.Password ?? "", cancellation);
        }

        await client.SendAsync(letter, cancellation);
        await client.DisconnectAsync(quit: true, cancellation);
    }

    /// <summary>As configured. What a request says its host is may be anything, and a link with a secret goes there.</summary>
    private string Address()
    {
        var address = carrier.Value.PublicBaseUrl is { Length: > 0 } configured
            ? configured
            : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:4000";
        return address.TrimEnd('/').Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No mail server is set up (Smtp__Host). {Kind} for {Email}, once: {Url}")]
    private static partial void LogLink(ILogger logger, LinkKind kind, string email, string url);

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail server did not take the mail ({Kind}).")]
    private static partial void LogNotSent(ILogger logger, Exception fault, LinkKind kind);
}
