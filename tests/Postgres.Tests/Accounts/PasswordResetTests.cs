using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;
using OrleansSms.TestKit;
using static OrleansSms.Postgres.Tests.Accounts.AccountsStage;

namespace OrleansSms.Postgres.Tests.Accounts;

public sealed class PasswordResetTests(QuickPostgresServer server) : IAsyncLifetime
{
    private const string NewPassword = "another long one";

    private AccountsStage _stage = null!;
    private PasswordResets _resets = null!;
    private Guid _mona;

    public async ValueTask InitializeAsync()
    {
        _stage = await Set(server);
        _mona = await _stage.Person(Role.Member, "mona@example.com");
        _resets = _stage.Resets();
        await _resets.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _resets.StopAsync(CancellationToken.None);
        _resets.Dispose();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_link_changes_the_password_once_and_ends_every_session()
    {
        var session = await _stage.Session(_mona);
        var link = await Ask(" MONA@example.com");
        Assert.True(await _resets.IsOpen(link, Cancellation));
        Assert.Equal("Password", Assert.Single(await _resets.Take(link, "short", Cancellation)).Field);
        Assert.Contains("leaked", Assert.Single(await _resets.Take(link, "Password123", Cancellation)).Message, StringComparison.Ordinal);
        Assert.Contains("your e-mail address", Assert.Single(await _resets.Take(link, "monas password", Cancellation)).Message, StringComparison.Ordinal);
        Assert.True(await _resets.IsOpen(link, Cancellation));

        Assert.Empty(await _resets.Take(link, NewPassword, Cancellation));

        Assert.True(await _stage.Knows(_mona, NewPassword));
        Assert.Null(await _stage.Book.Find(session, Cancellation));
        Assert.False(await _resets.IsOpen(link, Cancellation));
        Assert.Equal("", Assert.Single(await _resets.Take(link, "and one more", Cancellation)).Field);
        Assert.True(await _stage.Knows(_mona, NewPassword));
    }

    [Fact]
    public async Task A_link_of_more_than_an_hour_ago_changes_nothing()
    {
        var link = await Ask("mona@example.com");
        _stage.Time.Advance(TimeSpan.FromHours(1));

        Assert.False(await _resets.IsOpen(link, Cancellation));
        Assert.Single(await _resets.Take(link, NewPassword, Cancellation));
        Assert.True(await _stage.Knows(_mona, Password));
    }

    [Fact]
    public async Task The_link_goes_to_the_address_that_is_kept_and_to_nobody_without_an_account()
    {
        foreach (var typed in new[] { "stranger@example.com", "", "mona@example.com\nBcc: x@example.com", new string('x', 10_000) })
        {
            _resets.Ask(typed);
        }

        // One after the other: when Mona's is there, the others are done.
        _resets.Ask("Mona@Example.com");

        Assert.Equal("mona@example.com", (await _stage.Post.First.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).Email);
        Assert.Equal(1, _stage.Post.Sent);
    }

    [Fact]
    public async Task What_is_made_up_changes_nothing() => Assert.Single(await _resets.Take("made up", NewPassword, Cancellation));

    private async Task<string> Ask(string email)
    {
        _resets.Ask(email);
        return (await _stage.Post.First.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).Secret;
    }
}
