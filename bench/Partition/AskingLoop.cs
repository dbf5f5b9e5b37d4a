using System.Diagnostics;
using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Partition;

/// <summary>Some callers, each asking again as soon as it is answered.</summary>
internal static class AskingLoop
{
    public static async Task<Measured> Run(Form form, Question question, TimeSpan warmUp, TimeSpan window, CancellationToken cancellation)
    {
        var (from, stopped) = (question.IsLong ? 0 : long.MaxValue, false);
        var latencies = Enumerable.Range(0, question.Callers).Select(_ => new List<long>()).ToList();
        var (cpu, began) = (form.Cpu(), Stopwatch.GetTimestamp());
        var asking = Task.WhenAll(latencies.Select((own, caller) => Task.Run(() => Ask(own, caller), cancellation)));
        if (!question.IsLong)
        {
            await Task.WhenAny(asking, Task.Delay(warmUp, TimeProvider.System, cancellation));
            (cpu, began) = (form.Cpu(), Stopwatch.GetTimestamp());
            Volatile.Write(ref from, began);
        }

        await Task.WhenAny(asking, Task.Delay(window, TimeProvider.System, cancellation));
        Volatile.Write(ref stopped, true);
        await asking;
        return new(new(latencies), Stopwatch.GetElapsedTime(began), form.Cpu() - cpu, 0, null);

        async Task Ask(List<long> own, int caller)
        {
            while (!Volatile.Read(ref stopped))
            {
                var asked = Stopwatch.GetTimestamp();
                await question.Ask(form, caller, cancellation);
                if (asked >= Volatile.Read(ref from))
                {
                    own.Add(Stopwatch.GetTimestamp() - asked);
                }
            }
        }
    }
}
