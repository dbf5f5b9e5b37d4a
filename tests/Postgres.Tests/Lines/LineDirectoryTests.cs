using OrleansSms.Lines;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Postgres.Lines;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Lines;

public sealed class LineDirectoryTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_number_that_somebody_texted_becomes_a_line_of_the_owners_and_of_nobody_else()
    {
        var (owner, member, line) = (await User("owner"), await User("member"), StoredThread.NewLine());
        var directory = new LineDirectory(database.DataSource, new());

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => directory.Know(line, null, Cancellation)));

        Assert.Equal(LineAccess.Use, await directory.AccessTo(line, owner, Cancellation));
        Assert.Null(await directory.AccessTo(line, member, Cancellation));
        Assert.Contains(await directory.LinesOf(owner, Cancellation), known => known.Number == line);
        Assert.Empty(await directory.LinesOf(member, Cancellation));
    }

    [Fact]
    public async Task A_token_is_its_members_and_only_its_hash_is_kept()
    {
        var (user, token) = (await User("member"), Guid.NewGuid().ToString());
        var tokens = new ApiTokens(database.DataSource, new());
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        await ApiTokens.Add(connection, user, "test", token, StoredThread.Now, Cancellation);
        await ApiTokens.Add(connection, user, "again", token, StoredThread.Now, Cancellation);

        Assert.Equal((user, "member"), await tokens.Find(token, Cancellation) is { } bearer ? (bearer.UserId, bearer.Role) : default);
        Assert.Null(await tokens.Find(token + "x", Cancellation));
        Assert.Equal([0], await database.DataSource.Read(
            "select count(*)::int from api_tokens t where t::text like '%' || $1 || '%'", [Text(token)], row => row.GetInt32(0), Cancellation));
    }

    private async Task<Guid> User(string role)
    {
        var id = Guid.NewGuid();
        await database.DataSource.Execute(
            "insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ($1, $2, true, false, false, false, 0)",
            [Uuid(id), Text(role)], Cancellation);
        return id;
    }
}
