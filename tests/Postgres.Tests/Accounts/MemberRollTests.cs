using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.TestKit;
using static OrleansSms.Postgres.Tests.Accounts.AccountsStage;

namespace OrleansSms.Postgres.Tests.Accounts;

public sealed class MemberRollTests(QuickPostgresServer server) : IAsyncLifetime
{
    private AccountsStage _stage = null!;
    private Guid _olga;
    private Guid _adam;
    private Guid _mona;

    public async ValueTask InitializeAsync()
    {
        _stage = await Set(server);
        _olga = await _stage.Person(Role.Owner, "olga@example.com", First, Second);
        _adam = await _stage.Person(Role.Admin, "adam@example.com", First);
        _mona = await _stage.Person(Role.Member, "mona@example.com");
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_member_manages_nobody_whatever_their_session_says_they_are()
    {
        var members = _stage.MembersAskedBy(_mona, Role.Owner);

        Assert.Equal(Refusals.NotAllowed, (await Refused(() => members.All(Cancellation))).Code);
        Assert.Equal(Refusals.NotAllowed, (await Refused(() => members.Remove(_adam, Cancellation))).Code);
        Assert.Equal(Refusals.NotAllowed, (await Refused(() => members.ChangeRole(_adam, Role.Member, Cancellation))).Code);
        Assert.Equal(Refusals.NotAllowed, (await Refused(() => members.GiveLine(_adam, First, LineAccess.Use, Cancellation))).Code);
        Assert.Empty(await _stage.Recorded());
    }

    [Fact]
    public async Task A_token_without_the_scope_manages_nobody()
    {
        var members = new Postgres.Accounts.MemberRoll(
            _stage.Database, new AskedBy(new Caller(_olga, Role.Owner, Scopes.Read | Scopes.Send, TokenId: Guid.NewGuid())), _stage.Audit, _stage.Time);

        Assert.Equal(Refusals.NotAllowed, (await Refused(() => members.SwitchOff(_mona, Cancellation))).Code);
    }

    [Fact]
    public async Task An_admin_touches_no_owner_and_makes_none()
    {
        var members = _stage.MembersAskedBy(_adam);

        Assert.Equal(Refusals.NotAllowed, (await Refused(() => members.ChangeRole(_olga, Role.Member, Cancellation))).Code);
        Assert.Equal(Refusals.NotAllowed, (await Refused(() => members.SwitchOff(_olga, Cancellation))).Code);
        Assert.Equal(Refusals.NotAllowed, (await Refused(() => members.Remove(_olga, Cancellation))).Code);
        Assert.Equal(Refusals.NotAllowed, (await Refused(() => members.TurnSecondFactorOff(_olga, Cancellation))).Code);
        Assert.Equal(Refusals.NotAllowed, (await Refused(() => members.ChangeRole(_mona, Role.Owner, Cancellation))).Code);
        Assert.Equal(Role.Owner, (await _stage.View(_olga, _olga))!.Role);
        Assert.Equal(Role.Member, (await _stage.View(_olga, _mona))!.Role);
    }

    [Fact]
    public async Task The_last_owner_stays_an_owner()
    {
        var members = _stage.MembersAskedBy(_olga);

        Assert.Equal(Refusals.LastOwner, (await Refused(() => members.ChangeRole(_olga, Role.Member, Cancellation))).Code);
        Assert.Equal(Refusals.LastOwner, (await Refused(() => members.Remove(_olga, Cancellation))).Code);
        Assert.Equal(Refusals.LastOwner, (await Refused(() => members.SwitchOff(_olga, Cancellation))).Code);
    }

    [Fact]
    public async Task Nobody_changes_what_they_are_themselves()
    {
        await _stage.Person(Role.Owner, "oscar@example.com");

        Assert.Equal(Refusals.OwnAccount, (await Refused(() => _stage.MembersAskedBy(_olga).ChangeRole(_olga, Role.Member, Cancellation))).Code);
        Assert.Equal(Refusals.OwnAccount, (await Refused(() => _stage.MembersAskedBy(_adam).ChangeRole(_adam, Role.Owner, Cancellation))).Code);
        Assert.Equal(Refusals.OwnAccount, (await Refused(() => _stage.MembersAskedBy(_adam).GiveLine(_adam, Second, LineAccess.Use, Cancellation))).Code);
    }

    [Fact]
    public async Task Two_owners_who_take_each_others_role_at_once_leave_one_owner()
    {
        var oscar = await _stage.Person(Role.Owner, "oscar@example.com");
        var acts = new[]
        {
            Record.ExceptionAsync(() => _stage.MembersAskedBy(_olga).ChangeRole(oscar, Role.Member, Cancellation)).AsTask(),
            Record.ExceptionAsync(() => _stage.MembersAskedBy(oscar).ChangeRole(_olga, Role.Member, Cancellation)).AsTask(),
        };

        var refused = Assert.Single((await Task.WhenAll(acts)).OfType<RefusedException>());

        Assert.Equal(Refusals.NotAllowed, refused.Code);
        var left = await _stage.Database.Read("select email from users where role = 'owner'", [], row => row.GetString(0), Cancellation);
        Assert.Single(left);
    }

    [Fact]
    public async Task An_admin_gives_only_lines_they_may_use_themselves()
    {
        var members = _stage.MembersAskedBy(_adam);

        await members.GiveLine(_mona, First, LineAccess.Read, Cancellation);
        Assert.Equal(Refusals.LineNotFound, (await Refused(() => members.GiveLine(_mona, Second, LineAccess.Use, Cancellation))).Code);
        Assert.Equal(Refusals.LineNotFound, (await Refused(() => members.GiveLine(_mona, "+440000000000", LineAccess.Use, Cancellation))).Code);

        Assert.Equal([new GrantedLine(First, LineAccess.Read)], (await _stage.View(_olga, _mona))!.Lines);
        Assert.Equal([First], (await members.Grantable(Cancellation)).Select(line => line.Number));
        Assert.Equal([First, Second], (await _stage.MembersAskedBy(_olga).Grantable(Cancellation)).Select(line => line.Number));
    }

    [Fact]
    public async Task Who_becomes_an_owner_gets_every_line()
    {
        await _stage.MembersAskedBy(_olga).ChangeRole(_mona, Role.Owner, Cancellation);

        var mona = (await _stage.View(_olga, _mona))!;
        Assert.Equal((Role.Owner, 2), (mona.Role, mona.Lines.Length));
    }

    [Fact]
    public async Task Who_is_switched_off_is_signed_out_and_invites_nobody_any_more()
    {
        var session = await _stage.Session(_adam);
        await _stage.InvitationsOf(_adam, Role.Admin).Invite("new@example.com", Role.Member, [], Cancellation);

        await _stage.MembersAskedBy(_olga).SwitchOff(_adam, Cancellation);

        Assert.Null(await _stage.Book.Find(session, Cancellation));
        Assert.Empty(await _stage.InvitationsOf(_olga).Pending(Cancellation));
        Assert.Equal(Refusals.NotAllowed, (await Refused(() => _stage.MembersAskedBy(_adam).All(Cancellation))).Code);
        await _stage.MembersAskedBy(_olga).SwitchOn(_adam, Cancellation);
        Assert.False((await _stage.View(_olga, _adam))!.IsOff);
    }

    [Fact]
    public async Task The_session_of_a_removed_member_opens_nothing()
    {
        var session = await _stage.Session(_mona);
        Assert.Equal(_mona, (await _stage.Book.Find(session, Cancellation))!.UserId);

        await _stage.MembersAskedBy(_adam).Remove(_mona, Cancellation);

        Assert.Null(await _stage.Book.Find(session, Cancellation));
        Assert.Equal(Refusals.MemberNotFound, (await Refused(() => _stage.MembersAskedBy(_adam).Remove(_mona, Cancellation))).Code);
        Assert.Equal(["member-removed"], await _stage.Recorded());
    }
}
