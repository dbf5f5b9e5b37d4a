using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace OrleansSms.Bench.Stage;

/// <summary>One of our programs as a process of its own, with its output in a file. Stopped with a TERM, as an operator would.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly string _log;

    private Child(Process process, string log) => (_process, _log) = (process, log);

    public int Pid => _process.Id;

    public static Child Dotnet(string program, string log, IReadOnlyDictionary<string, string> settings) => Start("dotnet", program, log, settings);

    public static Child Node(string program, string log, IReadOnlyDictionary<string, string> settings) => Start("node", program, log, settings);

    /// <summary>Waits until a GET of the address is answered with 200.</summary>
    public async Task Answers(string address, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                using var answer = await http.GetAsync(address, cancellation);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception gone) when (gone is HttpRequestException or SocketException)
            {
                // Not listening yet.
            }

            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > LongestStart)
            {
                throw new BenchException($"{address} is not answered. Its program said:\n{await File.ReadAllTextAsync(_log, cancellation)}");
            }

            await Task.Delay(BetweenLooks, TimeProvider.System, cancellation);
        }
    }

    /// <summary>Lines of a log that tell of something wrong.</summary>
    public static IEnumerable<string> Complaints(string log) => File.ReadLines(log).Where(line =>
        line.StartsWith("warn:", StringComparison.Ordinal) || line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));

    /// <summary>As a power cut ends it.</summary>
    public async Task Kill(CancellationToken cancellation)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", Pid.ToString(CultureInfo.InvariantCulture)]);
            await term.WaitForExitAsync();
            using var patience = new CancellationTokenSource(LongestStop, TimeProvider.System);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    private static Child Start(string runtime, string program, string log, IReadOnlyDictionary<string, string> settings)
    {
        if (!File.Exists(program))
        {
            throw new BenchException($"{program} is not built: start the benchmark with bench/run.sh.");
        }

        // A shell, so that the output goes to a file without passing through us; it becomes the program.
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", "exec \"$0\" \"$1\" >>\"$2\" 2>&1", runtime, program, log } };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        return new(Process.Start(start)!, log);
    }
}
