using System.Net;
using System.Net.Sockets;

namespace OrleansSms.Bench.Load;

/// <summary>One kept-alive connection with one request under way. Sockets as they are: a client library would cost as much as the silo.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _received = new byte[64 * 1024];

    /// <summary>What the last answer said.</summary>
    public bool IsToldToComeAgain { get; private set; }

    public async Task Open(IPEndPoint server, CancellationToken cancellation) => await _socket.ConnectAsync(server, cancellation);

    /// <summary>The answer's status and body; the body is good until the next request.</summary>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> Exchange(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        while (!request.IsEmpty)
        {
            request = request[await _socket.SendAsync(request, cancellation)..];
        }

        for (var length = 0; ;)
        {
            if (length == _received.Length)
            {
                Array.Resize(ref _received, _received.Length * 2);
            }

            var more = await _socket.ReceiveAsync(_received.AsMemory(length), cancellation);
            if (more == 0)
            {
                throw new BenchException("The server closed a connection.");
            }

            length += more;
            if (HttpAnswer.Find(_received.AsSpan(0, length)) is { } answer)
            {
                IsToldToComeAgain = answer.IsComeAgain;
                return (answer.Status, _received.AsMemory(answer.BodyStart, answer.End - answer.BodyStart));
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
