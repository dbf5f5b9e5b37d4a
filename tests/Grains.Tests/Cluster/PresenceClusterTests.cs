using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Conversations;
using OrleansSms.Grains.Presence;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Live;
using OrleansSms.Members;

namespace OrleansSms.Grains.Tests.Cluster;

public sealed class PresenceClusterTests : IAsyncLifetime
{
    private static readonly Guid Stranger = Guid.NewGuid();

    private readonly ConcurrentDictionary<Guid, LineAccess?> _access = new() { [Some.User] = LineAccess.Use };
    private readonly ConversationHead _head = new(
        Some.Id, Some.Line, Some.Contact, 1, 1, 1, 1, 0, ConversationState.Open, false, "hello", Direction.Inbound, DeliveryStatus.Received, Some.Now, Some.Now);
    private readonly TestSilos _silos;
    private Action? _accessChanged;

    public PresenceClusterTests() => _silos = new(
        silos: 2, TimeProvider.System, outbox => outbox, new(), services => services.AddSingleton(Directory()));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_sits_at_one_silo_is_seen_at_the_other_by_who_shares_the_line_and_by_nobody_else()
    {
        var dana = Guid.NewGuid();
        _access[dana] = LineAccess.Use;
        var (told, toldStranger) = (Channel.CreateUnbounded<Attendance>(), Channel.CreateUnbounded<Attendance>());
        using var watching = At(silo: 0, Some.User).Watch(one => told.Writer.TryWrite(one));
        using var strange = At(silo: 0, Stranger).Watch(one => toldStranger.Writer.TryWrite(one));

        Assert.Null(await At(silo: 1, Stranger).Sit(Some.Id, Cancellation));
        var seat = (await At(silo: 1, dana).Sit(Some.Id, Cancellation))!;
        Assert.Equal(new(dana, Doing.Here), Assert.Single((await told.Reader.ReadAsync(Cancellation)).People));

        seat.Show(Doing.Typing);
        Assert.Equal(new(dana, Doing.Typing), Assert.Single((await told.Reader.ReadAsync(Cancellation)).People));

        // Whoever comes later is told of whom is there already; and of nobody any more when the line is taken away.
        _access[Stranger] = LineAccess.Read;
        _accessChanged?.Invoke();
        Assert.Equal(new(dana, Doing.Typing), Assert.Single((await toldStranger.Reader.ReadAsync(Cancellation)).People));
        _access[Stranger] = null;
        _accessChanged?.Invoke();
        // What was on its way may be told once more before it.
        while (!(await toldStranger.Reader.ReadAsync(Cancellation)).People.IsEmpty)
        {
        }

        seat.Dispose();
        while (!(await told.Reader.ReadAsync(Cancellation)).People.IsEmpty)
        {
        }

        Assert.False(toldStranger.Reader.TryRead(out _));
    }

    public ValueTask InitializeAsync() => _silos.InitializeAsync();

    public ValueTask DisposeAsync() => _silos.DisposeAsync();

    private ILineDirectory Directory() => Proxied.As<ILineDirectory>((_, arguments) => Task.FromResult(_access.GetValueOrDefault((Guid)arguments[1]!)));

    private PresenceDesk At(int silo, Guid userId)
    {
        var callers = Proxied.As<ICallers>((_, _) => new Caller(userId, Role.Member));
        var queries = Proxied.As<IInboxQueries>((_, _) => Task.FromResult(_access.GetValueOrDefault(userId) is null ? null : new InboxRow(_head, 0)));
        var access = Proxied.As<IAccessChanges>((_, arguments) =>
        {
            _accessChanged += (Action)arguments[0]!;
            return new Subscription(() => { });
        });
        var services = _silos.ServicesOf(silo);
        return new(callers, queries, Directory(), access, services.GetRequiredService<LocalSeats>(), services.GetRequiredService<PresenceBook>(), NullLogger<PresenceWatch>.Instance);
    }
}
