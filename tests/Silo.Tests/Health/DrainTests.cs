using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Silo.Health;

namespace OrleansSms.Silo.Tests.Health;

public sealed class DrainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Told_to_end_it_goes_on_working_until_the_time_is_over()
    {
        var (time, door) = (new FakeTimeProvider(), new Door());
        using var host = Host(time, door, "00:00:10");
        await host.StartAsync(Cancellation);

        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.StopApplication();
        var stopping = host.StopAsync(Cancellation);

        // What readiness looks at, and what has to wait for it.
        Assert.True(lifetime.ApplicationStopping.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.True(door.IsOpen);
        time.Advance(TimeSpan.FromSeconds(1));
        await stopping;
        Assert.False(door.IsOpen);
    }

    [Fact]
    public async Task Unless_told_it_ends_at_once()
    {
        var door = new Door();
        using var host = Host(new FakeTimeProvider(), door, length: null);
        await host.StartAsync(Cancellation);

        await host.StopAsync(Cancellation);

        Assert.False(door.IsOpen);
    }

    [Theory]
    [InlineData("00:00:31")]
    [InlineData("-00:00:01")]
    public async Task A_leave_that_takes_too_long_is_told_by_name(string length)
    {
        using var host = Host(new FakeTimeProvider(), new(), length);

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Contains("Drain:For", refused.Message, StringComparison.Ordinal);
    }

    private static IHost Host(TimeProvider time, Door door, string? length)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(time);
        builder.Services.AddHostedService(_ => door);
        builder.Services.AddOptions<DrainOptions>()
            .Configure(options => options.For = length is null ? options.For : TimeSpan.Parse(length, CultureInfo.InvariantCulture))
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<Drain>();
        return builder.Build();
    }

    private sealed class Door : IHostedService
    {
        public bool IsOpen { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            IsOpen = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            IsOpen = false;
            return Task.CompletedTask;
        }
    }
}
