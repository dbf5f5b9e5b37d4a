using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Calls;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Grains.Tests.Cluster;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class RecordingClockTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_poke_wakes_the_clock()
    {
        var woken = new TaskCompletionSource();
        var clock = Proxied.As<IRecordingClockGrain>((method, _) =>
        {
            Assert.Equal(nameof(IRecordingClockGrain.Wake), method.Name);
            woken.SetResult();
            return Task.CompletedTask;
        });

        new RecordingBell(Proxied.As<IGrainFactory>((_, _) => clock), NullLogger<RecordingBell>.Instance).Poke();

        await woken.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task The_clock_looks_when_it_is_started_and_again_for_what_came_meanwhile()
    {
        var looks = new SemaphoreSlim(0);
        var let = new SemaphoreSlim(0);
        var calls = Proxied.As<ICallStore>((_, _) => Look());
        await using var silos = new TestSilos(silos: 1, TimeProvider.System, outbox => outbox, new(), services => services.AddSingleton(calls));
        await silos.InitializeAsync();
        var bell = silos.ServicesOf(0).GetRequiredService<RecordingBell>();

        // The clock starts with the silo and looks; whatever comes while it does is looked for after that.
        await looks.WaitAsync(Cancellation);
        bell.Poke();
        bell.Poke();
        let.Release(1000);
        await looks.WaitAsync(Cancellation);

        async Task<System.Collections.Immutable.ImmutableArray<Call>> Look()
        {
            looks.Release();
            await let.WaitAsync(Cancellation);
            return [];
        }
    }
}
