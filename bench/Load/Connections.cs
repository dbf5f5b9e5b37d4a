using System.Net;

namespace OrleansSms.Bench.Load;

/// <summary>As many connections as there are kinds of traffic, open at once.</summary>
internal sealed class Connections : IDisposable
{
    private readonly Connection[] _all;

    private Connections(Connection[] all) => _all = all;

    public Connection this[int place] => _all[place];

    public static async Task<Connections> Open(IPEndPoint server, int count, CancellationToken cancellation) =>
        new(await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            var connection = new Connection();
            await connection.Open(server, cancellation);
            return connection;
        })));

    public void Dispose()
    {
        foreach (var connection in _all)
        {
            connection.Dispose();
        }
    }
}
