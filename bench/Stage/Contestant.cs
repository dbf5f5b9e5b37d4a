using System.Net;
using System.Net.Sockets;
using OrleansSms.Bench.Seed;

namespace OrleansSms.Bench.Stage;

/// <summary>Somebody who answers the four calls: the product, or what it is compared with.</summary>
/// <param name="Pid">Of the process that answers; those below it count too.</param>
/// <param name="Checks">Folder of the SQL that knows its tables.</param>
internal sealed record Contestant(string Name, IPEndPoint Address, string ApiToken, Func<int> Pid, Database Database, ISeedShape Shape, string Checks)
{
    public string PublicBaseUrl => $"http://{Address}";

    public static IPEndPoint FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port);
    }
}
