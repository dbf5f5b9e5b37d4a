using System.Security.Claims;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Postgres.Notifications;
using OrleansSms.TestKit;
using static OrleansSms.Postgres.Tests.Accounts.AccountsStage;

namespace OrleansSms.Postgres.Tests.Accounts;

public sealed class SessionTests(QuickPostgresServer server) : IAsyncLifetime
{
    private AccountsStage _stage = null!;
    private Guid _olga;
    private Guid _mona;

    public async ValueTask InitializeAsync()
    {
        _stage = await Set(server);
        _olga = await _stage.Person(Role.Owner, "olga@example.com", First);
        _mona = await _stage.Person(Role.Member, "mona@example.com");
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_session_that_nobody_uses_ends_and_one_in_use_goes_on_but_not_for_ever()
    {
        var (unused, used) = (await _stage.Session(_mona), await _stage.Session(_mona));
        for (var hour = 0; hour < 13; hour++)
        {
            await _stage.Book.See((await _stage.Book.Find(used, Cancellation))!, "192.0.2.7", Cancellation);
            _stage.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Null(await _stage.Book.Find(unused, Cancellation));
        for (var half = 0; await _stage.Book.Find(used, Cancellation) is { } holder; half++)
        {
            Assert.True(half < 100);
            await _stage.Book.See(holder, "192.0.2.7", Cancellation);
            _stage.Time.Advance(TimeSpan.FromHours(11));
        }

        Assert.True(_stage.Time.GetUtcNow() >= new DateTimeOffset(2026, 12, 5, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task That_it_is_in_use_is_written_once_a_minute()
    {
        _stage.Cache.Open();
        var session = await _stage.Session(_mona);
        _stage.Time.Advance(TimeSpan.FromSeconds(90));

        await _stage.Book.See((await _stage.Book.Find(session, Cancellation))!, "192.0.2.7", Cancellation);
        await _stage.Book.See((await _stage.Book.Find(session, Cancellation))!, "192.0.2.8", Cancellation);

        var mine = Assert.Single(await Of(_mona, session).Mine(Cancellation));
        Assert.Equal(("192.0.2.7", true, _stage.Time.GetUtcNow()), (mine.Address, mine.IsThis, mine.LastSeenAt));
        Assert.Equal(_stage.Time.GetUtcNow(), (await _stage.View(_olga, _mona))!.LastSeenAt);
    }

    [Fact]
    public async Task A_person_ends_their_own_sessions_and_nobody_elses()
    {
        var (mine, other, olgas) = (await _stage.Session(_mona), await _stage.Session(_mona), await _stage.Session(_olga));
        Assert.Equal(Refusals.SessionNotFound, (await Refused(() => Of(_mona, mine).End(olgas, Cancellation))).Code);

        Assert.Equal(1, await Of(_mona, mine).EndOthers(Cancellation));

        Assert.NotNull(await _stage.Book.Find(mine, Cancellation));
        Assert.Null(await _stage.Book.Find(other, Cancellation));
        Assert.NotNull(await _stage.Book.Find(olgas, Cancellation));
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_the_old_one_opens_nothing()
    {
        var (mine, other) = (await _stage.Session(_mona), await _stage.Session(_mona));
        var profile = _stage.ProfileOf(new(_mona, Role.Member, SessionId: mine));
        Assert.Equal(Refusals.WrongPassword, (await Refused(() => profile.ChangePassword("not it", "another long one", Cancellation))).Code);
        Assert.Equal(Refusals.WeakPassword, (await Refused(() => profile.ChangePassword(Password, "short", Cancellation))).Code);
        Assert.Equal(
            (Refusals.WeakPassword, "This password is on lists of leaked passwords. Choose another."),
            await Refused(() => profile.ChangePassword(Password, "baseball", Cancellation)) is { } leaked ? (leaked.Code, leaked.Message) : default);

        Assert.Equal(1, await profile.ChangePassword(Password, "another long one", Cancellation));

        Assert.NotNull(await _stage.Book.Find(mine, Cancellation));
        Assert.Null(await _stage.Book.Find(other, Cancellation));
        Assert.False(await _stage.Knows(_mona, Password));
        Assert.True(await _stage.Knows(_mona, "another long one"));
    }

    [Fact]
    public async Task An_address_of_somebody_else_a_name_of_two_lines_and_a_token_change_no_profile()
    {
        var profile = _stage.ProfileOf(new(_mona, Role.Member));
        Assert.Equal(Refusals.EmailTaken, (await Refused(() => profile.ChangeEmail("OLGA@example.com", Password, Cancellation))).Code);
        Assert.Equal(Refusals.InvalidEmail, (await Refused(() => profile.ChangeEmail("m@example.com\nBcc: x@example.com", Password, Cancellation))).Code);
        Assert.Equal(Refusals.InvalidName, (await Refused(() => profile.Rename("Mona\nOwner", Cancellation))).Code);
        Assert.Equal(Refusals.NotAllowed, (await Refused(() => _stage.ProfileOf(new(_mona, Role.Member, TokenId: Guid.NewGuid())).Rename("Mona", Cancellation))).Code);

        await profile.Rename(" Mona Lisa ", Cancellation);
        await profile.ChangeEmail("lisa@example.com", Password, Cancellation);

        Assert.Equal(new("Mona Lisa", "lisa@example.com", true), await profile.Read(Cancellation));
    }

    [Fact]
    public async Task An_open_page_is_told_when_its_session_ends_on_whichever_silo()
    {
        using var watch = new SessionWatch(_stage.Database, _stage.Cache, TimeProvider.System, NullLogger<SessionWatch>.Instance);
        using var access = new NotificationWatch(_stage.Database, [_stage.Cache], TimeProvider.System, NullLogger<NotificationWatch>.Instance);
        await access.StartAsync(Cancellation);
        await watch.StartAsync(Cancellation);
        // Sessions here end by the real clock.
        var book = new SessionBook(_stage.Database, _stage.Cache, TimeProvider.System);
        var (monas, olgas) = (await book.Begin(_mona, SignInMethod.Password, null, null, Cancellation), await book.Begin(_olga, SignInMethod.Password, null, null, Cancellation));
        var (monaOut, olgaOut) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var first = watch.Watch(Person(monas, Role.Member), monaOut.SetResult);
        using var second = watch.Watch(Person(olgas, Role.Owner), olgaOut.SetResult);

        await _stage.Execute("delete from sessions where id = $1", Parameters.Uuid(monas));
        await monaOut.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.False(olgaOut.Task.IsCompleted);

        await _stage.Execute("update users set role = 'admin' where id = $1", Parameters.Uuid(_olga));
        await olgaOut.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await watch.StopAsync(Cancellation);
        await access.StopAsync(Cancellation);
    }

    [Fact]
    public async Task An_open_page_is_told_how_long_its_session_goes_on_and_again_when_it_stays()
    {
        using var watch = new SessionWatch(_stage.Database, _stage.Cache, _stage.Time, NullLogger<SessionWatch>.Instance);
        await watch.StartAsync(Cancellation);
        var session = await _stage.Session(_mona);
        var told = Channel.CreateUnbounded<SessionTime>();
        var over = new TaskCompletionSource();
        using var watching = watch.Watch(Person(session, Role.Member), over.SetResult, time => told.Writer.TryWrite(time));
        Assert.Equal(new(_stage.Time.GetUtcNow() + SessionTime.Idle, CanStay: true), await Next());

        _stage.Time.Advance(SessionTime.Idle - TimeSpan.FromMinutes(5));
        await Of(_mona, session).Stay(Cancellation);
        watch.LookAgain();
        Assert.Equal(new(_stage.Time.GetUtcNow() + SessionTime.Idle, CanStay: true), await Next());

        _stage.Time.Advance(SessionTime.Idle);
        watch.LookAgain();
        await over.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(Refusals.SessionNotFound, (await Refused(() => Of(_mona, session).Stay(Cancellation))).Code);
        Assert.Null(await _stage.Book.Find(session, Cancellation));
        await watch.StopAsync(Cancellation);

        Task<SessionTime> Next() => told.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task Nobody_stays_longer_than_a_session_may_last_and_nobody_keeps_anothers()
    {
        var session = await _stage.Session(_mona);
        var last = _stage.Time.GetUtcNow() + SessionTime.Longest;
        for (; _stage.Time.GetUtcNow() < last - SessionTime.Idle; _stage.Time.Advance(TimeSpan.FromHours(11)))
        {
            await Of(_mona, session).Stay(Cancellation);
        }

        await Of(_mona, session).Stay(Cancellation);
        await Assert.ThrowsAsync<RefusedException>(() => Of(_olga, session).Stay(Cancellation));
        await Assert.ThrowsAsync<RefusedException>(() => new Sessions(
            _stage.Database, new AskedBy(new Caller(_mona, Role.Member, TokenId: Guid.NewGuid())), _stage.Audit, _stage.Time).Stay(Cancellation));

        Assert.Equal(new(last, CanStay: false), (await _stage.Book.Find(session, Cancellation))!.Time);
        _stage.Time.Advance(last - _stage.Time.GetUtcNow());
        Assert.Null(await _stage.Book.Find(session, Cancellation));
        Assert.Equal(SessionEnd.Longest, await _stage.Book.HowEnded(session, Cancellation));
    }

    [Fact]
    public async Task Who_comes_too_late_is_told_so_for_a_week_and_those_sessions_count_nowhere()
    {
        var (late, ended, mine) = (await _stage.Session(_mona), await _stage.Session(_mona), await _stage.Session(_mona));
        await _stage.Book.End(ended, Cancellation);
        _stage.Time.Advance(SessionTime.Idle - TimeSpan.FromMinutes(1));
        await Of(_mona, mine).Stay(Cancellation);
        _stage.Time.Advance(TimeSpan.FromMinutes(1));
        await _stage.Session(_olga);

        Assert.Equal((SessionEnd.Idle, SessionEnd.Ended), (await _stage.Book.HowEnded(late, Cancellation), await _stage.Book.HowEnded(ended, Cancellation)));
        Assert.Equal(mine, Assert.Single(await Of(_mona, mine).Mine(Cancellation)).Id);

        _stage.Time.Advance(TimeSpan.FromDays(8));
        await _stage.Session(_olga);
        Assert.Equal(SessionEnd.Ended, await _stage.Book.HowEnded(late, Cancellation));
    }

    [Fact]
    public async Task Sessions_that_were_over_by_themselves_are_not_counted_as_ended()
    {
        await _stage.Session(_mona);
        _stage.Time.Advance(SessionTime.Idle);
        var (mine, _) = (await _stage.Session(_mona), await _stage.Session(_mona));

        Assert.Equal(1, await Of(_mona, mine).EndOthers(Cancellation));
    }

    private Sessions Of(Guid person, Guid session) =>
        new(_stage.Database, new AskedBy(new Caller(person, Role.Member, SessionId: session)), _stage.Audit, _stage.Time);

    private static ClaimsPrincipal Person(Guid session, Role role) => new(new ClaimsIdentity(
        [new(SessionClaims.Session, session.ToString()), new(ClaimTypes.Role, Word.Of(role))], "test"));
}
