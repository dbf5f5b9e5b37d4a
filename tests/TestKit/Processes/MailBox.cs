using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace OrleansSms.TestKit.Processes;

/// <summary>A mail server that takes everything and delivers it here.</summary>
public sealed class MailBox : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<string> _letters = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _taking;

    public MailBox()
    {
        _listener.Start();
        _taking = Take();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next letter, headers and all.</summary>
    public ValueTask<string> Next(CancellationToken cancellation) => _letters.Reader.ReadAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _taking;
        _closing.Dispose();
    }

    private async Task Take()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await Talk(client, _closing.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client, CancellationToken cancellation)
    {
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 here");
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                var letter = new List<string>();
                while (await reader.ReadLineAsync(cancellation) is { } text && text != ".")
                {
                    letter.Add(text);
                }

                await _letters.Writer.WriteAsync(string.Join('\n', letter), cancellation);
            }

            var isLast = line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase);
            await writer.WriteLineAsync(isLast ? "221 bye" : "250 good");
            if (isLast)
            {
                return;
            }
        }
    }
}
