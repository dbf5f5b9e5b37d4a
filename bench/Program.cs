using System.Runtime.InteropServices;
using OrleansSms.Bench;
using OrleansSms.Bench.Partition;
using OrleansSms.Postgres.Server;

if (BenchOptions.Parse(args) is not { } options || Scenario.Named(options.Scenarios) is not { } scenarios)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

// Stopped from outside, everything that was started is stopped too and the data goes.
using var stopping = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await (options.Parts.Count > 0 ? new Partitioning(options).Run(stopping.Token) : new Session(options, scenarios).Run(stopping.Token)) ? 0 : 1;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return 130;
}
catch (Exception known) when (known is BenchException or PrivateServerException)
{
    Console.Error.WriteLine(known.Message);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
