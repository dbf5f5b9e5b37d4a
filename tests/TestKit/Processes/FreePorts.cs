using System.Net;
using System.Net.Sockets;

namespace OrleansSms.TestKit.Processes;

/// <summary>Ports for processes that must come back at the same one: below the range that outgoing connections are given.</summary>
public static class FreePorts
{
    private const int First = 20_000;
    private const int Last = 31_999;
    private static readonly Lock Gate = new();
    private static int _next = Random.Shared.Next(First, Last);

    public static int Next()
    {
        lock (Gate)
        {
            for (var tries = First; tries < Last; tries++)
            {
                _next = _next < Last ? _next + 1 : First;
                if (IsFree(_next))
                {
                    return _next;
                }
            }
        }

        throw new InvalidOperationException($"No port from {First} to {Last} is free.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
