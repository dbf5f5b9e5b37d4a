using System.Net;

namespace OrleansSms.Bench.Stage;

/// <summary>A collector of telemetry that takes everything and looks at nothing.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _taking;
    private volatile bool _isStopping;
    private long _taken;

    private Collector()
    {
        Address = $"http://{Contestant.FreeAddress()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _taking = Task.Run(Take);
    }

    public string Address { get; }

    /// <summary>Batches of spans, measurements or log lines.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    public static Collector Start() => new();

    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        _listener.Stop();
        await _taking;
        _listener.Close();
    }

    private async Task Take()
    {
        while (!_isStopping)
        {
            try
            {
                var asked = await _listener.GetContextAsync();
                await asked.Request.InputStream.CopyToAsync(Stream.Null);
                asked.Response.ContentType = "application/x-protobuf";
                asked.Response.Close();
                Interlocked.Increment(ref _taken);
            }
            catch (Exception stopped) when ((stopped is HttpListenerException or ObjectDisposedException) && _isStopping)
            {
                // Stopped while it waited for the next.
            }
        }
    }
}
