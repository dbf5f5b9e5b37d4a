using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansSms.TestKit.Processes;

/// <summary>A cable between two programs that can be pulled: what is under way breaks, and nobody gets through until it is plugged in again.</summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly IPEndPoint[] _targets;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly ConcurrentDictionary<Socket, byte> _silent = new();
    private readonly Task _accepting;
    private volatile bool _cut;
    private volatile bool _mute;
    private volatile TaskCompletionSource? _swallowed;
    private int _turn = -1;

    /// <param name="targets">Ports of this machine. With several, each connection goes to the next in turn that takes it.</param>
    public TcpRelay(params int[] targets)
        : this(IPAddress.Loopback, [.. targets.Select(port => new IPEndPoint(IPAddress.Loopback, port))])
    {
    }

    public TcpRelay(IPAddress at, params IPEndPoint[] targets)
    {
        (_targets, _listener) = (targets, new(at, 0));
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Accept();
    }

    public int Port { get; }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public void Cut()
    {
        _cut = true;
        Break(_open.Keys);
    }

    /// <summary>What is under way breaks, and whoever comes at once gets through.</summary>
    public void Reset()
    {
        var underWay = _open.Keys;
        // What got lost of them must not go on where it stopped.
        foreach (var socket in underWay)
        {
            _silent[socket] = 0;
        }

        Heal();
        Break(underWay);
    }

    /// <summary>What the target answers gets lost from now on; what it is asked still arrives.</summary>
    public void Mute() => _mute = true;

    /// <summary>What the target is asked gets lost from now on, until the cable is plugged in again.</summary>
    /// <returns>Something was lost.</returns>
    public Task Deafen() => (_swallowed = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>
    /// The line died without a word: what streams breaks, the connections that a browser keeps for its next questions stay
    /// open and carry nothing any more. New ones are carried.
    /// </summary>
    public void Wither()
    {
        foreach (var (socket, streams) in _open)
        {
            if (streams)
            {
                Break(socket);
            }
            else
            {
                _silent[socket] = 0;
            }
        }
    }

    public void Heal()
    {
        _cut = _mute = false;
        _swallowed = null;
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _ended.Dispose();
    }

    private async Task Accept()
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                _ = Join(await _listener.AcceptSocketAsync(_ended.Token));
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Join(Socket caller)
    {
        Socket? callee = null;
        _open[caller] = false;
        try
        {
            if (!_cut)
            {
                callee = await Reach();
                await Task.WhenAny(Copy(caller, callee, isAnswer: false), Copy(callee, caller, isAnswer: true));
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // The target is down: to the caller this looks like a pulled cable, too.
        }
        finally
        {
            Break(caller);
            if (callee is not null)
            {
                Break(callee);
            }
        }
    }

    private async Task<Socket> Reach()
    {
        for (var tries = 1; ; tries++)
        {
            var callee = new Socket(SocketType.Stream, ProtocolType.Tcp);
            _open[callee] = false;
            try
            {
                await callee.ConnectAsync(_targets[(uint)Interlocked.Increment(ref _turn) % (uint)_targets.Length]);
                return callee;
            }
            catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
            {
                Break(callee);
                if (tries == _targets.Length)
                {
                    throw;
                }
            }
        }
    }

    private async Task Copy(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (!_cut && await from.ReceiveAsync(buffer.AsMemory()) is > 0 and var count)
            {
                if (!isAnswer && Encoding.ASCII.GetString(buffer, 0, count).Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase))
                {
                    _open.TryUpdate(from, true, false);
                    _open.TryUpdate(to, true, false);
                }

                if (!isAnswer && _swallowed is { } swallowed)
                {
                    swallowed.TrySetResult();
                    continue;
                }

                for (var sent = (isAnswer && _mute) || _silent.ContainsKey(from) ? count : 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent..count));
                }
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // One side left; the other learns it from its closed socket.
        }
    }

    private void Break(IEnumerable<Socket> sockets)
    {
        foreach (var socket in sockets)
        {
            Break(socket);
        }
    }

    private void Break(Socket socket)
    {
        _open.TryRemove(socket, out _);
        _silent.TryRemove(socket, out _);
        socket.Dispose();
    }
}
