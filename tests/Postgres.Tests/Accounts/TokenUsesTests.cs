using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Postgres.Tests.Audit;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.Postgres.Tests.Accounts;

public sealed class TokenUsesTests(QuickPostgresServer server) : AuditScene(server)
{
    private TokenUses _uses = null!;
    private TokenBearer _bearer = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using (var connection = await Database.DataSource.OpenConnectionAsync(Cancellation))
        {
            await ApiTokens.Add(connection, Olga, "test", "secret", Noon, Cancellation);
        }

        _bearer = (await new ApiTokens(Database.DataSource, new()).Find("secret", Cancellation))!;
        _uses = new(Database.DataSource, Log, Time, NullLogger<TokenUses>.Instance);
        await _uses.StartAsync(Cancellation);
    }

    public override async ValueTask DisposeAsync()
    {
        await _uses.StopAsync(CancellationToken.None);
        _uses.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_first_use_from_an_address_in_an_hour_is_on_record_and_no_other()
    {
        for (var i = 0; i < 1000; i++)
        {
            _uses.Note(_bearer, "192.0.2.1");
        }

        _uses.Note(_bearer, "192.0.2.2");
        await Recorded(2);
        Time.Advance(TimeSpan.FromHours(1));
        _uses.Note(_bearer, "192.0.2.1");
        await Recorded(3);

        Assert.All((await ReaderOf(Olga).Page(new(), Cancellation)).Records, record => Assert.Equal(
            (AuditActions.TokenUsed, Olga, (Guid?)_bearer.TokenId, "test"), (record.Action, record.UserId, record.TokenId, record.TokenName)));
    }

    [Fact]
    public async Task When_a_token_was_last_used_is_written_once_a_minute()
    {
        _uses.Note(_bearer, "192.0.2.1");
        Time.Advance(TimeSpan.FromSeconds(20));
        _uses.Note(_bearer, "192.0.2.2");
        Assert.Equal((null, null), await LastUse());

        Time.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal((Noon.AddSeconds(20), "192.0.2.2"), await Eventually.Get(LastUse, use => use.At is not null, Cancellation));
    }

    [Fact]
    public async Task What_was_noted_last_is_not_lost_at_a_stop()
    {
        _uses.Note(_bearer, "192.0.2.1");

        await _uses.StopAsync(Cancellation);

        Assert.Equal((Noon, "192.0.2.1"), await LastUse());
        Assert.Single((await ReaderOf(Olga).Page(new(), Cancellation)).Records);
    }

    [Fact]
    public async Task A_later_use_that_another_silo_wrote_stays()
    {
        await Execute("update api_tokens set last_used_at = $1, last_used_from = 'elsewhere'", Parameters.Time(Noon.AddMinutes(5)));
        _uses.Note(_bearer, "192.0.2.1");

        await _uses.StopAsync(Cancellation);

        Assert.Equal((Noon.AddMinutes(5), "elsewhere"), await LastUse());
    }

    [Fact]
    public async Task What_the_database_did_not_take_is_written_when_it_takes_it()
    {
        await Execute("alter table audit_log rename to away; alter table api_tokens rename to away_too");
        _uses.Note(_bearer, "192.0.2.1");
        Time.Advance(TimeSpan.FromMinutes(1));
        await Execute("alter table away rename to audit_log; alter table away_too rename to api_tokens");
        _uses.Note(_bearer, "192.0.2.1");

        await Eventually.Get(
            async () =>
            {
                Time.Advance(TimeSpan.FromMinutes(1));
                _uses.Note(_bearer, "192.0.2.1");
                return await LastUse();
            },
            use => use.At is not null, Cancellation);
        await Eventually.Get(
            async () =>
            {
                _uses.Note(_bearer, "192.0.2.1");
                return (await ReaderOf(Olga).Page(new(), Cancellation)).Records.Length;
            },
            rows => rows > 0, Cancellation);
    }

    private Task<int> Recorded(int rows) =>
        Eventually.Get(async () => (await ReaderOf(Olga).Page(new(Group: AuditGroup.Tokens), Cancellation)).Records.Length, found => found == rows, Cancellation);

    private async Task<(DateTimeOffset? At, string? From)> LastUse() => (await Database.DataSource.Read(
        "select last_used_at, last_used_from from api_tokens", [], row => (row.OptionalTime(0), row.OptionalText(1)), Cancellation)).Single();
}
