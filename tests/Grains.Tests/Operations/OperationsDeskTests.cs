using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Grains.Operations;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;
using OrleansSms.Operations;
using OrleansSms.TestKit;

namespace OrleansSms.Grains.Tests.Operations;

/// <summary>Who sees what; what is hurried, and put on record, stands in the tests of the whole silo.</summary>
public sealed class OperationsDeskTests
{
    private const string Ours = "+447700900100";
    private static readonly Guid Olga = Guid.NewGuid();

    private readonly AuditMemory _log = new();
    private readonly Book _book = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_is_told_of_shared_lines_by_name_and_of_the_others_as_one()
    {
        var told = await Of(new Caller(Olga, Role.Admin), Role.Admin).Outbox(Cancellation);

        Assert.Equal([Book.Shared, new(null, null, 3, Book.Early, 5, 7, 9, 11, 13)], told);
    }

    [Fact]
    public async Task An_owner_is_told_of_every_line_by_name() =>
        Assert.Equal(_book.All, await Of(new Caller(Olga, Role.Owner), Role.Owner).Outbox(Cancellation));

    [Fact]
    public async Task A_line_that_is_not_shared_is_not_hurried()
    {
        var desk = Of(new Caller(Olga, Role.Admin), Role.Admin);

        foreach (var ask in new Func<Task>[] { () => desk.TryNow("+447700900101", Cancellation), () => desk.LookUpNow("+447700900101", Cancellation), () => desk.TryNow("none", Cancellation) })
        {
            Assert.Equal(Refusals.LineNotFound, (await Assert.ThrowsAsync<RefusedException>(ask)).Code);
        }

        Assert.Empty(_book.Hurried);
        Assert.Empty(_log.Entries);
    }

    [Theory]
    [InlineData(Role.Owner, Role.Member, Scopes.All)]
    [InlineData(Role.Owner, null, Scopes.All)]
    [InlineData(Role.Member, Role.Member, Scopes.All)]
    [InlineData(Role.Owner, Role.Owner, Scopes.Read | Scopes.Send)]
    public async Task Nobody_else_sees_or_does_anything(Role asked, Role? now, Scopes scopes)
    {
        var desk = Of(new Caller(Olga, asked, scopes), now);

        foreach (var ask in new Func<Task>[]
        {
            () => desk.Silos(Cancellation), () => desk.Outbox(Cancellation), () => desk.Doubts(Cancellation), () => desk.Troubles(Cancellation),
            () => desk.TryNow(Ours, Cancellation), () => desk.LookUpNow(Ours, Cancellation),
        })
        {
            Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(ask)).Code);
        }

        Assert.Empty(_book.Hurried);
    }

    [Theory]
    [InlineData(true, "/operations/orleans")]
    [InlineData(false, null)]
    public void The_dashboard_is_where_it_is_switched_on(bool on, string? path) => Assert.Equal(path, Of(new Caller(Olga, Role.Owner), Role.Owner, on).Dashboard);

    // None of these asks a grain.
    private OperationsDesk Of(Caller caller, Role? now, bool dashboard = false) => new(
        new AskedBy(caller), new Now(now), _book, new SiloWatch(null!, null!, TimeProvider.System, NullLogger<SiloWatch>.Instance), _book, null!, _log,
        Options.Create(new OperationsOptions { OrleansDashboard = dashboard }), new FakeTimeProvider());

    private sealed class Now(Role? role) : IRoles
    {
        public Task<Role?> Of(Guid userId, CancellationToken cancellation) => Task.FromResult(role);
    }

    private sealed class Book : IOperationsBook, ITroubles
    {
        public static readonly DateTimeOffset Early = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
        public static readonly LineOutbox Shared = new(Ours, "Ours", 1, Early, 0, 0, 0, 0, 0);

        public ImmutableArray<LineOutbox> All { get; } =
            [Shared, new("+447700900101", "Sales", 1, Early.AddHours(1), 2, 3, 4, 5, 6), new("+447700900102", null, 2, Early, 3, 4, 5, 6, 7)];

        public List<string> Hurried { get; } = [];

        public Task<ImmutableArray<LineOutbox>> Outbox(DateTimeOffset now, CancellationToken cancellation) => Task.FromResult(All);

        public Task<ImmutableArray<OpenDoubt>> Doubts(Guid userId, int limit, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ImmutableArray<string>> Lines(Guid? userId, CancellationToken cancellation) =>
            Task.FromResult<ImmutableArray<string>>(userId is null ? [.. All.Select(line => line.Line!)] : [Ours]);

        public Task<int> HurryTries(string line, DateTimeOffset now, CancellationToken cancellation) => Hurry(line);

        public Task<int> HurryLookUps(string line, DateTimeOffset now, CancellationToken cancellation) => Hurry(line);

        public ImmutableArray<Trouble> Newest() => [];

        private Task<int> Hurry(string line)
        {
            Hurried.Add(line);
            return Task.FromResult(1);
        }
    }
}
