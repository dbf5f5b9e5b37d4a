using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Audit;

public sealed class AuditReaderTests(QuickPostgresServer server) : AuditScene(server)
{
    [Fact]
    public async Task Pages_follow_each_other_newest_first()
    {
        for (var i = 1; i <= 7; i++)
        {
            await Write(subject: $"{i}");
        }

        var (seen, before) = (new List<string?>(), (long?)null);
        do
        {
            var page = await ReaderOf(Olga).Page(new(Before: before, Limit: 3), Cancellation);
            seen.AddRange(page.Records.Select(record => record.Subject));
            before = page.NextBefore;
        }
        while (before is not null);

        Assert.Equal(["7", "6", "5", "4", "3", "2", "1"], seen);
    }

    [Fact]
    public async Task A_filter_finds_what_it_says_and_nothing_a_person_types_is_a_wildcard()
    {
        await Write(AuditActions.SignedIn);
        Time.Advance(TimeSpan.FromHours(1));
        await Write(AuditActions.TokenCreated, "100%_sure", by: Mia);
        Time.Advance(TimeSpan.FromHours(1));
        await Write(AuditActions.SweepStarted, "+15550000001", detail: "By hand");

        Assert.Equal([3, 2, 1], await Found(new()));
        Assert.Equal([2], await Found(new(Who: "MIA")));
        Assert.Equal([2], await Found(new(Group: AuditGroup.Tokens)));
        Assert.Equal([], await Found(new(Group: AuditGroup.Lines)));
        Assert.Equal([3, 2], await Found(new(From: Noon.AddHours(1))));
        Assert.Equal([1], await Found(new(Until: Noon.AddHours(1))));
        Assert.Equal([2], await Found(new(From: Noon.AddMinutes(1), Until: Noon.AddHours(2))));
        Assert.Equal([2], await Found(new(Text: "%_")));
        Assert.Equal([3], await Found(new(Text: "by HAND")));
        Assert.Equal([3], await Found(new(Text: "+1555")));
        Assert.Equal([3, 2, 1], await Found(new(Who: " ", Text: "")));
        Assert.Equal([], await Found(new(Who: "a\0")));
        Assert.Equal([], await Found(new(Text: "\ud83d")));
        Assert.Equal([], await Found(new(Who: "mia", Group: AuditGroup.SignIns)));
    }

    [Theory]
    [InlineData("b", Role.Member, Scopes.All)]
    [InlineData("a", Role.Owner, Scopes.Read | Scopes.Send)]
    // Whose session began as an owner and who is a member since.
    [InlineData("b", Role.Owner, Scopes.All)]
    // Whose account is gone.
    [InlineData("c", Role.Owner, Scopes.All)]
    public async Task Who_is_no_owner_or_admin_now_sees_nothing(string who, Role role, Scopes scopes)
    {
        await Write();
        var reader = ReaderOf(new($"00000000-0000-0000-0000-00000000000{who}"), role, scopes);

        foreach (var ask in new Func<Task>[]
        {
            () => reader.Page(new(), Cancellation), () => reader.Export(new(), Cancellation), () => reader.Check(null, null, Cancellation),
        })
        {
            Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(ask)).Code);
        }

        Assert.Equal([1], await Found(new()));
    }

    [Fact]
    public async Task An_admin_may_look_too()
    {
        await Execute("update users set role = 'admin' where id = $1", Parameters.Uuid(Mia));

        Assert.Empty((await ReaderOf(Mia, Role.Admin).Page(new(), Cancellation)).Records);
    }

    [Fact]
    public async Task An_owner_whose_account_is_switched_off_may_not()
    {
        await Execute("update users set disabled_at = now() where id = $1", Parameters.Uuid(Olga));

        Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(() => ReaderOf(Olga).Page(new(), Cancellation))).Code);
    }

    [Fact]
    public async Task What_is_taken_out_is_all_that_was_found_oldest_first_and_that_it_was_is_on_record_before()
    {
        await Write(AuditActions.TokenCreated, "one");
        await Write(AuditActions.SignedIn);
        await Write(AuditActions.TokenCreated, "two");

        var export = await ReaderOf(Olga).Export(new(Group: AuditGroup.Tokens), Cancellation);
        var record = (await ReaderOf(Olga).Page(new(Limit: 1), Cancellation)).Records.Single();
        var rows = await export.ToListAsync(Cancellation);

        Assert.Equal((AuditActions.AuditExported, "kind: tokens", "192.0.2.7", Olga), (record.Action, record.Detail, record.Address, record.UserId));
        Assert.Equal(["one", "two"], rows.Select(row => row.Record.Subject));
        Assert.Equal(0, (await ReaderOf(Olga).Check(rows[^1].Seal, null, Cancellation)).Found);
    }

    private async Task<IEnumerable<long>> Found(AuditQuery query) => (await ReaderOf(Olga).Page(query, Cancellation)).Records.Select(record => record.Number);
}
