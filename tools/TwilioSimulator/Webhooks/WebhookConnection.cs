using System.Net;
using System.Net.Sockets;

namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>The HTTP client of the webhook sender: every request brings its own connect timeout, nothing is followed or remembered.</summary>
internal static class WebhookConnection
{
    public static readonly HttpRequestOptionsKey<Patience> Patience = new("simulator-patience");

    public static HttpMessageInvoker Open() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ConnectCallback = Connect,
    });

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        context.InitialRequestMessage.Options.TryGetValue(Patience, out var patience);
        patience?.Pause();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(patience?.Connect ?? TimeSpan.FromSeconds(5));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, timeout.Token);
            patience?.Resume();
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
