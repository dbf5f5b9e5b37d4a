using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Silo.Tests.Recordings;

/// <summary>A silo that knows one call, with recordings that tests only read.</summary>
public sealed class RecordedCall(QuickPostgresServer server) : IAsyncLifetime
{
    private readonly FakeRecordingStore _files = new();

    internal Call Call { get; } = OneCall.Of("+447700900000", OneCall.Ready("RE1"), OneCall.Ready("RE2"), OneCall.Ready("RE3", RecordingStatus.Deleted));

    internal World World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _files.Files[new(Call.Id, "RE1")] = Encoding.UTF8.GetBytes("0123456789");
        _files.Files[new(Call.Id, "RE3")] = Encoding.UTF8.GetBytes("gone");
        World = await World.Make(server, seed: 4, people: 6, lines: 2, talksEach: 0, services => services
            .AddSingleton<IRecordingStore>(_files)
            .AddScoped<ICallDesk>(provider => new OneCall(Call, provider.GetRequiredService<ICallers>(), provider.GetRequiredService<ILineDirectory>())));
        Assert.Equal("+447700900000", World.Lines[0]);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
