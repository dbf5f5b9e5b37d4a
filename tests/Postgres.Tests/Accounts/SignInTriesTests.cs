using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;
using OrleansSms.TestKit;
using static OrleansSms.Postgres.Tests.Accounts.AccountsStage;

namespace OrleansSms.Postgres.Tests.Accounts;

public sealed class SignInTriesTests(QuickPostgresServer server) : IAsyncLifetime
{
    private static readonly TrySubject Mona = TrySubject.Account("MONA@EXAMPLE.COM");

    private AccountsStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Set(server);

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Ten_thousand_tries_are_five_and_the_others_reach_no_database()
    {
        var taken = 0;
        for (var tried = 0; tried < 10_000; tried++)
        {
            taken += await _stage.Tries.Take(Mona, Cancellation) ? 1 : 0;
        }

        Assert.Equal(5, taken);
        Assert.Equal(6, await Counted());
    }

    [Fact]
    public async Task However_many_are_refused_only_so_many_are_remembered_and_none_of_them_gets_in()
    {
        var tries = new SignInTries(_stage.Database, _stage.Time, mostRemembered: 10);
        var flood = Enumerable.Range(0, 35).Select(number => new TrySubject("address", $"192.0.2.{number}", Most: 0)).ToList();
        foreach (var subject in flood)
        {
            Assert.False(await tries.Take(subject, Cancellation));
            Assert.InRange(tries.Remembered, 1, 10);
        }

        Assert.True(tries.IsRefused(flood[^1]));
        Assert.False(await tries.Take(flood[0], Cancellation));
    }

    [Fact]
    public async Task Two_silos_count_together()
    {
        var other = new SignInTries(_stage.Database, _stage.Time);
        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(tried => (tried % 2 == 0 ? _stage.Tries : other).Take(Mona, Cancellation)));

        Assert.Equal(5, taken.Count(one => one));
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_there_are_tries_again()
    {
        await Spend();
        _stage.Time.Advance(SignInTries.Window - TimeSpan.FromSeconds(1));
        Assert.False(await _stage.Tries.Take(Mona, Cancellation));
        _stage.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.True(await _stage.Tries.Take(Mona, Cancellation));
    }

    [Fact]
    public async Task A_right_one_gives_an_account_its_tries_back_and_an_address_only_that_one()
    {
        var office = TrySubject.Address("192.0.2.1");
        await _stage.Tries.Take(Mona, Cancellation);
        await _stage.Tries.Take(office, Cancellation);
        await _stage.Tries.Take(office, Cancellation);

        await _stage.Tries.Clear(Mona, Cancellation);
        await _stage.Tries.GiveBack(office, Cancellation);

        var left = await _stage.Database.Read("select failures from sign_in_tries", [], row => row.GetInt32(0), Cancellation);
        Assert.Equal([1], left);
    }

    [Fact]
    public async Task Who_tried_what_cannot_be_read_from_the_table()
    {
        await _stage.Tries.Take(Mona, Cancellation);

        var kept = await _stage.Database.Read("select encode(subject, 'escape') from sign_in_tries", [], row => row.GetString(0), Cancellation);
        Assert.DoesNotContain("MONA", Assert.Single(kept), StringComparison.OrdinalIgnoreCase);
    }

    private async Task Spend()
    {
        for (var tried = 0; tried < 6; tried++)
        {
            await _stage.Tries.Take(Mona, Cancellation);
        }
    }

    private async Task<int> Counted() =>
        Assert.Single(await _stage.Database.Read("select failures from sign_in_tries", [], row => row.GetInt32(0), Cancellation));
}
