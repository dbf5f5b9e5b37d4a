using System.Text.RegularExpressions;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Postgres.Tests.Audit;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Accounts;

public sealed partial class TokenDeskTests(QuickPostgresServer server) : AuditScene(server)
{
    private readonly AccessCache _cache = new();

    private ApiTokens Tokens => new(Database.DataSource, _cache);

    [Fact]
    public async Task A_new_token_is_told_once_opens_what_it_was_made_for_and_is_on_record()
    {
        var made = await DeskOf(Mia).Create("  Deploy script ", Scopes.Read | Scopes.Send, Noon.AddDays(30), Cancellation);

        Assert.Matches(Form(), made.Secret);
        Assert.Equal(new ApiToken(made.Token.Id, "Deploy script", made.Secret[..9], Scopes.Read | Scopes.Send, "mia@example.com", Noon, Noon.AddDays(30), null, null), made.Token);
        Assert.Equal([made.Token], await DeskOf(Mia).Mine(Cancellation));
        Assert.Equal(new(made.Token.Id, Mia, "member", Scopes.Read | Scopes.Send, Noon.AddDays(30), false, false), await Tokens.Find(made.Secret, Cancellation));
        var record = (await ReaderOf(Olga).Page(new(), Cancellation)).Records.Single();
        Assert.Equal(
            (AuditActions.TokenCreated, Mia, "Deploy script", "May read, send; expires 2031-06-16 12:00 UTC"),
            (record.Action, record.UserId, record.Subject, record.Detail));
        var stored = await Database.DataSource.Read("select t::text from api_tokens t", [], row => row.GetString(0), Cancellation);
        Assert.DoesNotContain(made.Secret, Assert.Single(stored), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_over_when_its_time_is()
    {
        var made = await DeskOf(Mia).Create("short", Scopes.Read, Noon.AddHours(1), Cancellation);
        var bearer = (await Tokens.Find(made.Secret, Cancellation))!;

        Assert.False(bearer.IsExpired(Noon.AddHours(1).AddTicks(-1)));
        Assert.True(bearer.IsExpired(Noon.AddHours(1)));
    }

    [Fact]
    public async Task Who_revokes_a_token_ends_it_and_only_its_member_or_an_owner_can()
    {
        await Execute("update users set role = 'admin' where id = $1", Parameters.Uuid(Mia));
        var mias = await DeskOf(Mia).Create("mine", Scopes.Read, null, Cancellation);
        var olgas = await DeskOf(Olga).Create("of the owner", Scopes.All, null, Cancellation);

        var stranger = await Refused(() => DeskOf(Mia, Role.Owner).Revoke(olgas.Token.Id, Cancellation));
        Assert.Equal(stranger, await Refused(() => DeskOf(Mia).Revoke(Guid.NewGuid(), Cancellation)));
        Assert.Equal(Refusals.TokenNotFound, stranger);

        await DeskOf(Olga).Revoke(mias.Token.Id, Cancellation);
        Assert.Equal(Refusals.TokenNotFound, await Refused(() => DeskOf(Mia).Revoke(mias.Token.Id, Cancellation)));
        Assert.True((await Tokens.Find(mias.Secret, Cancellation))!.IsRevoked);
        Assert.False((await Tokens.Find(olgas.Secret, Cancellation))!.IsRevoked);
        Assert.Empty(await DeskOf(Mia).Mine(Cancellation));
        var record = (await ReaderOf(Olga).Page(new(Limit: 1), Cancellation)).Records.Single();
        Assert.Equal((AuditActions.TokenRevoked, Olga, "mine", "Token of mia@example.com"), (record.Action, record.UserId, record.Subject, record.Detail));
    }

    [Fact]
    public async Task An_owner_sees_the_tokens_of_everybody_else_and_nobody_but_an_owner_does()
    {
        var mias = await DeskOf(Mia).Create("mine", Scopes.Read, null, Cancellation);
        await DeskOf(Olga).Create("of the owner", Scopes.All, null, Cancellation);

        Assert.Equal([mias.Token], await DeskOf(Olga).Others(Cancellation));
        Assert.Equal(Refusals.OwnersOnly, await Refused(() => DeskOf(Mia, Role.Owner).Others(Cancellation)));
    }

    [Theory]
    [InlineData("", 1, 0)]
    [InlineData("   ", 1, 0)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890", 1, 0)]
    [InlineData("a\nb", 1, 0)]
    [InlineData("a\0b", 1, 0)]
    [InlineData("fine", 0, 0)]
    [InlineData("fine", 8, 0)]
    [InlineData("fine", -1, 0)]
    [InlineData("fine", 1, -1)]
    [InlineData("fine", 1, 365 * 6)]
    public async Task What_is_no_token_is_refused(string name, int scopes, int days) => Assert.Equal(
        Refusals.InvalidToken, await Refused(() => DeskOf(Olga).Create(name, (Scopes)scopes, days == 0 ? null : Noon.AddDays(days), Cancellation)));

    [Fact]
    public async Task A_member_makes_no_token_that_administers_and_a_program_makes_none_at_all()
    {
        Assert.Equal(Refusals.NotAllowed, await Refused(() => DeskOf(Mia, Role.Owner).Create("more", Scopes.Admin, null, Cancellation)));
        var program = new TokenDesk(
            Database.DataSource, new AskedBy(new Caller(Olga, Role.Owner, TokenId: Guid.NewGuid())), new(Database.DataSource, _cache), Log, Time);

        Assert.Equal(Refusals.NotAllowed, await Refused(() => program.Create("another", Scopes.Read, null, Cancellation)));
        Assert.Equal(Refusals.NotAllowed, await Refused(() => program.Mine(Cancellation)));
        Assert.Equal(Refusals.NotAllowed, await Refused(() => program.Revoke(Guid.NewGuid(), Cancellation)));
    }

    [Fact]
    public async Task There_are_at_most_fifty_also_when_all_are_made_at_once()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            try
            {
                await DeskOf(Mia).Create($"{i}", Scopes.Read, null, Cancellation);
                return "made";
            }
            catch (RefusedException refused)
            {
                return refused.Code;
            }
        }));

        Assert.Equal((50, 10), (made.Count(end => end == "made"), made.Count(end => end == Refusals.TooManyTokens)));
        Assert.Equal(50, (await DeskOf(Mia).Mine(Cancellation)).Length);
    }

    [Fact]
    public async Task A_token_of_a_first_start_may_do_everything_for_ever()
    {
        await using (var connection = await Database.DataSource.OpenConnectionAsync(Cancellation))
        {
            await ApiTokens.Add(connection, Olga, "First start", "given", Noon, Cancellation);
        }

        var bearer = (await Tokens.Find("given", Cancellation))!;
        Assert.Equal((Olga, "owner", Scopes.All, null, false, false), (bearer.UserId, bearer.Role, bearer.Scopes, bearer.ExpiresAt, bearer.IsRevoked, bearer.IsOff));
    }

    [Fact]
    public async Task The_token_of_an_account_that_is_off_is_known_to_be_so_and_that_of_one_that_is_gone_is_nobodys()
    {
        var made = await DeskOf(Mia).Create("mine", Scopes.Read, null, Cancellation);
        await Execute("update users set disabled_at = now() where id = $1", Parameters.Uuid(Mia));
        Assert.True((await Tokens.Find(made.Secret, Cancellation))!.IsOff);

        await Execute("delete from users where id = $1", Parameters.Uuid(Mia));
        Assert.Null(await Tokens.Find(made.Secret, Cancellation));
    }

    private TokenDesk DeskOf(Guid userId, Role role = Role.Member) =>
        new(Database.DataSource, new AskedBy(new Caller(userId, role, Address: "192.0.2.7")), new(Database.DataSource, _cache), Log, Time);

    private static async Task<string> Refused(Func<Task> what) => (await Assert.ThrowsAsync<RefusedException>(what)).Code;

    [GeneratedRegex("^osms_[0-9A-Za-z]{40}$")]
    private static partial Regex Form();
}
