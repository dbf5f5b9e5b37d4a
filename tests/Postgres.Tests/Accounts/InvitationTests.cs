using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.TestKit;
using static OrleansSms.Postgres.Tests.Accounts.AccountsStage;

namespace OrleansSms.Postgres.Tests.Accounts;

public sealed class InvitationTests(QuickPostgresServer server) : IAsyncLifetime
{
    private AccountsStage _stage = null!;
    private Guid _olga;
    private Guid _adam;

    public async ValueTask InitializeAsync()
    {
        _stage = await Set(server);
        _olga = await _stage.Person(Role.Owner, "olga@example.com", First, Second);
        _adam = await _stage.Person(Role.Admin, "adam@example.com", First);
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Who_accepts_is_a_member_with_the_role_and_lines_of_the_invitation()
    {
        var link = await Invite(_olga, "nina@example.com", Role.Admin, new GrantedLine(First, LineAccess.Read));
        Assert.Equal(new(InvitationState.Open, "nina@example.com"), await _stage.Join(door => door.Look(link, Cancellation)));

        var (member, wrong) = await Join(link);

        Assert.Empty(wrong);
        var nina = (await _stage.View(_olga, member!.Id))!;
        Assert.Equal(("Nina", "nina@example.com", Role.Admin), (nina.Name, nina.Email, nina.Role));
        Assert.Equal([new GrantedLine(First, LineAccess.Read)], nina.Lines);
        Assert.Empty(await _stage.InvitationsOf(_olga).Pending(Cancellation));
    }

    [Fact]
    public async Task A_link_opens_once_even_for_two_at_the_same_moment()
    {
        var link = await Invite(_olga, "nina@example.com", Role.Member);

        var joined = await Task.WhenAll(Join(link), Join(link), Join(link));

        Assert.Single(joined, one => one.Member is not null);
        Assert.Equal(InvitationState.Used, (await _stage.Join(door => door.Look(link, Cancellation))).State);
    }

    [Fact]
    public async Task An_expired_link_says_so_and_opens_nothing()
    {
        var link = await Invite(_olga, "nina@example.com", Role.Member);
        _stage.Time.Advance(TimeSpan.FromDays(7));

        Assert.Equal(InvitationState.Expired, (await _stage.Join(door => door.Look(link, Cancellation))).State);
        Assert.Null((await Join(link)).Member);
    }

    [Fact]
    public async Task A_foreign_a_revoked_and_a_replaced_link_open_nothing()
    {
        var replaced = await Invite(_olga, "nina@example.com", Role.Owner);
        var revoked = await Invite(_olga, "NINA@example.com", Role.Member);
        await _stage.InvitationsOf(_adam).Revoke(Assert.Single(await _stage.InvitationsOf(_olga).Pending(Cancellation)).Id, Cancellation);

        foreach (var link in new[] { "", "nonsense", replaced, revoked, new string('x', 100_000) })
        {
            Assert.Equal(InvitationState.Unknown, (await _stage.Join(door => door.Look(link, Cancellation))).State);
            Assert.Null((await Join(link)).Member);
        }
    }

    [Fact]
    public async Task What_somebody_invited_who_may_not_any_more_opens_nothing()
    {
        var link = await Invite(_adam, "nina@example.com", Role.Admin);
        await _stage.MembersAskedBy(_olga).ChangeRole(_adam, Role.Member, Cancellation);

        Assert.Null((await Join(link)).Member);
    }

    [Fact]
    public async Task Nobody_invites_to_more_than_they_have()
    {
        Assert.Equal(Refusals.NotAllowed, (await Refused(() => Invite(_adam, "nina@example.com", Role.Owner))).Code);
        Assert.Equal(Refusals.LineNotFound, (await Refused(() => Invite(_adam, "nina@example.com", Role.Member, new GrantedLine(Second, LineAccess.Read)))).Code);
        var owners = await Invite(_olga, "nina@example.com", Role.Owner);
        var id = Assert.Single(await _stage.InvitationsOf(_adam).Pending(Cancellation)).Id;
        Assert.Equal(Refusals.InvitationNotFound, (await Refused(() => _stage.InvitationsOf(_adam).Revoke(id, Cancellation))).Code);
        Assert.Equal(InvitationState.Open, (await _stage.Join(door => door.Look(owners, Cancellation))).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nina")]
    [InlineData("nina@example.com\r\nBcc: all@example.com")]
    [InlineData("nina@example.com, all@example.com")]
    [InlineData("Nina <nina@example.com>")]
    [InlineData("\"nina\"@example.com")]
    public async Task An_address_that_is_none_is_refused(string email) =>
        Assert.Equal(Refusals.InvalidEmail, (await Refused(() => Invite(_olga, email, Role.Member))).Code);

    [Fact]
    public async Task Who_is_a_member_is_not_invited_again() =>
        Assert.Equal(Refusals.EmailTaken, (await Refused(() => Invite(_olga, " ADAM@example.com ", Role.Member))).Code);

    [Fact]
    public async Task A_name_that_hides_something_and_a_short_password_are_told_and_the_link_still_opens()
    {
        var link = await Invite(_olga, "nina@example.com", Role.Member);

        Assert.Equal("Name", Assert.Single((await Join(link, "Nina\r\nBcc: x")).Wrong).Field);
        Assert.Equal("Name", Assert.Single((await Join(link, "Nina\u202Egnp.exe")).Wrong).Field);
        Assert.Equal("Password", Assert.Single((await Join(link, "Nina", "short")).Wrong).Field);
        Assert.Equal(new("Password", "This password is on lists of leaked passwords. Choose another."), Assert.Single((await Join(link, "Nina", "Password123")).Wrong));
        Assert.Contains("your name", Assert.Single((await Join(link, "Ms Whale", "whales are fine")).Wrong).Message, StringComparison.Ordinal);
        Assert.NotNull((await Join(link)).Member);
    }

    private async Task<string> Invite(Guid by, string email, Role role, params GrantedLine[] lines) =>
        (await _stage.InvitationsOf(by).Invite(email, role, [.. lines], Cancellation)).Url;

    private Task<(Postgres.Accounts.Member? Member, System.Collections.Immutable.ImmutableArray<FieldError> Wrong)> Join(
        string link, string name = "Nina", string password = Password) => _stage.Join(door => door.Join(link, name, password, Cancellation));
}
