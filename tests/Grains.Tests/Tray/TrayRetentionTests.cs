using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansSms.Grains.Tray;
using OrleansSms.Tray;

namespace OrleansSms.Grains.Tests.Tray;

public sealed class TrayRetentionTests
{
    private static readonly DateTimeOffset Now = new(2031, 5, 17, 8, 30, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_it_comes_nothing_is_forgotten()
    {
        var tray = new Settled(10);
        await Of(tray, new()).Look(Now, Cancellation);

        Assert.Equal(10, tray.Left);
        Assert.Empty(tray.Asked);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(700, 0, 2)]
    [InlineData(1000, 0, 3)]
    [InlineData(50_000, 40_000, 20)]
    public async Task What_was_settled_long_ago_goes_a_few_at_a_time_and_of_very_much_only_a_part(int count, int left, int rounds)
    {
        var tray = new Settled(count);
        await Of(tray, new() { KeepSettledDays = 30 }).Look(Now, Cancellation);

        Assert.Equal(left, tray.Left);
        Assert.Equal(Enumerable.Repeat(Now.AddDays(-30), rounds), tray.Asked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40_000)]
    public void What_cannot_be_meant_is_refused_with_the_name_of_the_key(int days)
    {
        var faults = new List<ValidationResult>();
        var options = new TrayOptions { KeepSettledDays = days };

        Assert.False(Validator.TryValidateObject(options, new(options), faults, validateAllProperties: true));
        Assert.Contains("Tray:KeepSettledDays", Assert.Single(faults).ErrorMessage, StringComparison.Ordinal);
    }

    private static TrayRetention Of(Settled tray, TrayOptions options) => new(tray, Options.Create(options), NullLogger<TrayRetention>.Instance);

    private sealed class Settled(int count) : IWebhookTray
    {
        public int Left { get; private set; } = count;

        public List<DateTimeOffset> Asked { get; } = [];

        public Task<int> Forget(DateTimeOffset settledBefore, int limit, CancellationToken cancellation)
        {
            Asked.Add(settledBefore);
            var gone = Math.Min(limit, Left);
            Left -= gone;
            return Task.FromResult(gone);
        }

        public Task Keep(TrayEntry entry, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<TrayEntry?> Find(Guid id, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<TrayList> List(TrayQuery query, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ImmutableArray<TrayReason>> Reasons(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> Settle(Guid id, TrayState from, TrayState to, string? outcome, DateTimeOffset now, CancellationToken cancellation) => throw new NotSupportedException();

        public Task Tried(Guid id, string outcome, DateTimeOffset now, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
