using Microsoft.Extensions.Hosting;
using Npgsql;

namespace OrleansSms.Silo.Tests;

/// <summary>How the program ends when it cannot begin.</summary>
public sealed class StartupTests
{
    [Fact]
    public async Task A_database_that_goes_away_during_the_start_ends_the_program_with_a_code() =>
        Assert.Equal(1, await Startup.OrTellWhy(() => Startup.Run(new Host(() => throw new NpgsqlException("gone")))));

    [Fact]
    public async Task A_host_that_did_not_start_is_not_taken_apart_while_others_may_call_it()
    {
        var host = new Host(() => throw new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => Startup.Run(host));

        Assert.False(host.IsDisposed);
    }

    [Fact]
    public async Task A_host_that_ran_is_disposed_of()
    {
        var host = new Host(() => Task.CompletedTask);

        // It stops at once: nothing keeps it.
        await Assert.ThrowsAsync<InvalidOperationException>(() => Startup.Run(host));

        Assert.True(host.IsDisposed);
    }

    /// <summary>One that has nothing inside: to wait for its end is a fault.</summary>
    private sealed class Host(Func<Task> start) : IHost, IAsyncDisposable
    {
        public bool IsDisposed { get; private set; }

        public IServiceProvider Services => throw new InvalidOperationException();

        public Task StartAsync(CancellationToken cancellationToken = default) => start();

        public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
