using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Accounts;

public sealed class ProviderBookTests(QuickPostgresServer server) : IAsyncLifetime
{
    private const string Issuer = "https://id.example.com";

    private AccountsStage _stage = null!;
    private ProviderBook _book = null!;
    private Guid _mona;
    private Guid _olga;

    public async ValueTask InitializeAsync()
    {
        _stage = await AccountsStage.Set(server);
        _book = new(_stage.Database, _stage.Audit, _stage.Time);
        (_mona, _olga) = (await _stage.Person(Role.Member, "mona@example.com"), await _stage.Person(Role.Owner, "olga@example.com"));
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task One_account_there_is_one_account_here()
    {
        Assert.True(await Link(_mona, "m"));

        Assert.False(await Link(_olga, "m"));
        Assert.False(await Link(_mona, "another"));
        Assert.True(await Link(_mona, "m"));
        Assert.Equal(_mona, await _book.MemberOf(Issuer, "m", AccountsStage.Cancellation));
        Assert.Null(await _book.MemberOf(Issuer, "another", AccountsStage.Cancellation));
        Assert.Null(await _book.MemberOf("https://elsewhere.example", "m", AccountsStage.Cancellation));
        Assert.Equal([AuditActions.ProviderLinked], await _stage.Recorded());
    }

    [Fact]
    public async Task Of_many_who_want_the_same_link_at_once_one_gets_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Link(i % 2 == 0 ? _mona : _olga, "same")));

        Assert.Equal(4, answers.Count(isLinked => isLinked));
        Assert.Equal([AuditActions.ProviderLinked], await _stage.Recorded());
    }

    [Fact]
    public async Task A_link_is_removed_once_and_only_by_whose_it_is()
    {
        await Link(_mona, "m");

        Assert.False(await Unlink(_olga));
        Assert.True(await Unlink(_mona));
        Assert.False(await Unlink(_mona));
        Assert.Empty(await _book.Of(_mona, AccountsStage.Cancellation));
        Assert.Equal([AuditActions.ProviderLinked, AuditActions.ProviderUnlinked], await _stage.Recorded());
    }

    [Fact]
    public async Task Who_is_removed_leaves_no_link()
    {
        await Link(_mona, "m");
        await _stage.MembersAskedBy(_olga).Remove(_mona, AccountsStage.Cancellation);

        Assert.Null(await _book.MemberOf(Issuer, "m", AccountsStage.Cancellation));
    }

    private Task<bool> Link(Guid member, string subject) =>
        _book.Link(member, Issuer, subject, new(AuditActions.ProviderLinked, member, "Example"), AccountsStage.Cancellation);

    private Task<bool> Unlink(Guid member) =>
        _book.Unlink(member, Issuer, new(AuditActions.ProviderUnlinked, member, "Example"), AccountsStage.Cancellation);
}
