using System.Diagnostics;

namespace OrleansSms.TestKit.Processes;

/// <summary>A program of ours as a process of its own. It is ended by its own id, with its disposal at the latest.</summary>
public abstract class ProgramProcess : IAsyncDisposable
{
    // What the machine has set for a silo of its own must not leak into ours.
    private static readonly string[] Ours =
        ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "URLS", "ConnectionStrings__", "Twilio__", "Setup__", "Orleans__", "Lines__", "Simulator__", "PublicBaseUrl", "FaultPoints__"];

    // Few of ours live long enough to win back what compiling the same code again, better, costs: a second of a core for each silo.
    private static readonly KeyValuePair<string, string>[] ShortLife = [new("DOTNET_TC_CallCountingDelayMs", "2710"), new("DOTNET_EnableWriteXorExecute", "0")];

    private readonly Process _process;

    protected ProgramProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var key in start.Environment.Keys.Where(key => Array.Exists(Ours, prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            start.Environment.Remove(key);
        }

        foreach (var (key, value) in environment.Concat(ShortLife))
        {
            start.Environment[key] = value;
        }

        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Log.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Log.Add(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public ProcessLog Log { get; } = new();

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>As a supervisor ends it: asks, and waits until it is done.</summary>
    public Task<int> Stop()
    {
        if (!_process.HasExited)
        {
            Signals.Terminate(_process.Id);
        }

        return Ended(CancellationToken.None);
    }

    /// <summary>Waits until it ends by itself; its exit code, or 128 and the signal that ended it.</summary>
    public async Task<int> Ended(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).WaitAsync(Eventually.Patience, TimeProvider.System, cancellation);
        return _process.ExitCode;
    }

    /// <summary>Waits for its end for a moment.</summary>
    public async Task EndedWithin(TimeSpan moment)
    {
        using var over = new CancellationTokenSource(moment);
        await _process.WaitForExitAsync(over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>At once, in the middle of whatever it does (kill -9).</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Tells what a process said that ended when it should have come up.</summary>
    protected void ThrowIfExited()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"{GetType().Name} ended with {_process.ExitCode}:\n{Log}");
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
        GC.SuppressFinalize(this);
    }
}
