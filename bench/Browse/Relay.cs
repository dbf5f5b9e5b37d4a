using System.Net;
using System.Net.Sockets;

namespace OrleansSms.Bench.Browse;

/// <summary>A way to the silo that counts what comes back over it: every byte, compressed as it travels, with all headers.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly IPEndPoint _silo;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _joined = [];
    private readonly Task _accepting;
    private long _answered;

    public Relay(IPEndPoint silo)
    {
        _silo = silo;
        _listener.Start();
        _accepting = Accept();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public long Answered => Interlocked.Read(ref _answered);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_joined);
        _listener.Dispose();
        _over.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _joined.Add(Join(await _listener.AcceptSocketAsync(_over.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody comes this way any more.
        }
    }

    private async Task Join(Socket browser)
    {
        using var toBrowser = browser;
        using var toSilo = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        browser.NoDelay = true;
        try
        {
            await toSilo.ConnectAsync(_silo, _over.Token);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
            Task[] ways = [Copy(browser, toSilo, _ => { }, either.Token), Copy(toSilo, browser, count => Interlocked.Add(ref _answered, count), either.Token)];
            await Task.WhenAny(ways);
            await either.CancelAsync();
            await Task.WhenAll(ways);
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException)
        {
            // One of both left, and so does the other.
        }
    }

    private static async Task Copy(Socket from, Socket to, Action<int> passed, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, cancellation) is > 0 and var count)
        {
            passed(count);
            for (var sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent..count), cancellation);
            }
        }
    }
}
