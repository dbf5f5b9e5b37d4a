using Microsoft.Extensions.Hosting;

namespace OrleansSms.Grains;

/// <summary>What a host does for the carrier begins when the carrier can reach it.</summary>
internal static class Doors
{
    public static async Task Open(this IHostApplicationLifetime host, CancellationToken stopping)
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var opened = host.ApplicationStarted.Register(open.SetResult);
        await open.Task.WaitAsync(stopping);
    }
}
