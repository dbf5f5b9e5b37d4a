using System.Net.Sockets;
using System.Text;

namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>A caller that says exactly what a test wants on the wire.</summary>
internal sealed class RawCaller : IDisposable
{
    private readonly TcpClient _socket = new();

    public static async Task<RawCaller> Connect(Uri to)
    {
        var caller = new RawCaller();
        await caller._socket.ConnectAsync(to.Host, to.Port, TestContext.Current.CancellationToken);
        return caller;
    }

    public static string Head(string target, string more) =>
        $"POST {target} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n{more}\r\n\r\n";

    public async Task Say(string text) => await _socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>What is answered until the server closes.</summary>
    public async Task<string> Answer()
    {
        using var reader = new StreamReader(_socket.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public async Task<string?> FirstLine()
    {
        using var reader = new StreamReader(_socket.GetStream(), leaveOpen: true);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Done when the server has closed, politely or not.</summary>
    public async Task IsCutOff()
    {
        try
        {
            await Answer();
        }
        catch (IOException)
        {
            // Reset: what it had not read yet is thrown away.
        }
    }

    public void Dispose() => _socket.Dispose();
}
