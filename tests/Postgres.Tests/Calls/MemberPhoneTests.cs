using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Calls;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Calls;
using OrleansSms.Postgres.Tests.Audit;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Calls;

public sealed class MemberPhoneTests(QuickPostgresServer server) : AuditScene(server)
{
    private const string Line = "+447700900001";
    private const string Other = "+447700900002";

    private NpgsqlDataSource _members = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _members = DataSources.ForMembers(Database.ConnectionString);
        await Execute($"insert into lines (number) values ('{Line}'), ('{Other}')");
    }

    public override async ValueTask DisposeAsync()
    {
        await _members.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_member_names_a_phone_in_any_usual_spelling_and_that_is_on_record()
    {
        Assert.Null(await DeskOf(Mia).Own(Cancellation));

        var named = await DeskOf(Mia).Set(" +44 (0)7700-900 311 ", true, Cancellation);

        Assert.Equal(new(Mia, "+447700900311", true), named);
        Assert.Equal(named, await DeskOf(Mia).Own(Cancellation));
        Assert.Null(await DeskOf(Olga).Own(Cancellation));
        Assert.Equal([(AuditActions.PhoneChanged, Mia, "+447700900311", "Takes calls")], await Recorded());
    }

    [Fact]
    public async Task Only_what_changes_something_is_on_record()
    {
        await DeskOf(Mia).Set("+447700900311", true, Cancellation);
        await DeskOf(Mia).Set("+447700900311", true, Cancellation);
        await DeskOf(Mia).Set("+447700900311", false, Cancellation);

        Assert.Equal(new(Mia, "+447700900311", false), await DeskOf(Mia).Own(Cancellation));
        Assert.Null(await DeskOf(Mia).Set(null, true, Cancellation));
        Assert.Null(await DeskOf(Mia).Set("  ", true, Cancellation));
        Assert.Null(await DeskOf(Mia).Own(Cancellation));
        Assert.Equal(
            [
                (AuditActions.PhoneChanged, Mia, "+447700900311", "Takes calls"), (AuditActions.PhoneChanged, Mia, "+447700900311", "Takes no calls"),
                (AuditActions.PhoneChanged, Mia, null, "No phone any more"),
            ],
            await Recorded());
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("07700 900311")]
    [InlineData("+1")]
    [InlineData("sip:mia@example.com")]
    [InlineData("+447700900311 ext. 5")]
    public async Task What_is_no_number_is_refused_and_changes_nothing(string typed)
    {
        await DeskOf(Mia).Set("+447700900311", true, Cancellation);

        Assert.Equal(Refusals.InvalidNumber, await Refused(() => DeskOf(Mia).Set(typed, true, Cancellation)));
        Assert.Equal("+447700900311", (await DeskOf(Mia).Own(Cancellation))!.Number);
    }

    [Fact]
    public async Task A_line_of_ours_rings_nowhere()
    {
        Assert.Equal(Refusals.InvalidNumber, await Refused(() => DeskOf(Mia).Set(Other, true, Cancellation)));

        await DeskOf(Mia).Set("+447700900003", true, Cancellation);
        await Share(Mia, "use");
        await Execute("insert into lines (number) values ('+447700900003')");
        Assert.Empty(await Phones());
    }

    [Fact]
    public async Task A_program_neither_asks_nor_changes_where_somebody_is_called()
    {
        var program = DeskOf(new Caller(Mia, Role.Member, TokenId: Guid.NewGuid()));

        Assert.Equal(Refusals.NotAllowed, await Refused(() => program.Own(Cancellation)));
        Assert.Equal(Refusals.NotAllowed, await Refused(() => program.Set("+447700900311", true, Cancellation)));
    }

    [Fact]
    public async Task Those_who_use_a_line_and_have_an_account_that_is_on_take_its_calls()
    {
        await DeskOf(Mia).Set("+447700900311", true, Cancellation);
        await DeskOf(Olga).Set("+447700900312", false, Cancellation);
        Assert.Empty(await Phones());

        await Share(Mia, "use");
        await Share(Olga, "use");
        Assert.Equal([new(Mia, "+447700900311", true), new(Olga, "+447700900312", false)], await Phones());

        await Execute("update users set display_name = 'Zoe' where id = $1", Parameters.Uuid(Mia));
        Assert.Equal([Olga, Mia], (await Phones()).Select(phone => phone.UserId));

        await Share(Mia, "read");
        Assert.Equal([Olga], (await Phones()).Select(phone => phone.UserId));

        await Execute("update users set disabled_at = now() where id = $1", Parameters.Uuid(Olga));
        Assert.Empty(await Phones());
    }

    [Fact]
    public async Task A_browser_rings_beside_the_number_as_long_as_its_pass_is_good()
    {
        var phones = new MemberPhones(Database.DataSource, Time);
        await Share(Mia, "use");
        await phones.Reachable(Mia, Time.GetUtcNow().AddMinutes(20), Cancellation);
        MemberPhone browser = new(Mia, BrowserPhone.Of(Mia), true);
        Assert.Equal([browser], await Phones());
        Assert.Null(await phones.Find(Mia, Cancellation));

        // A second browser of hers, whose pass runs out first.
        await phones.Reachable(Mia, Time.GetUtcNow().AddMinutes(5), Cancellation);
        await DeskOf(Mia).Set("+447700900311", false, Cancellation);
        Time.Advance(TimeSpan.FromMinutes(19));
        Assert.Equal([new(Mia, "+447700900311", false), browser], await Phones());

        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([new(Mia, "+447700900311", false)], await Phones());
    }

    [Fact]
    public async Task No_browser_rings_of_who_is_not_on_the_line_or_has_no_account_any_more()
    {
        var phones = new MemberPhones(Database.DataSource, Time);
        await phones.Reachable(Mia, Time.GetUtcNow().AddMinutes(20), Cancellation);
        await phones.Reachable(Guid.NewGuid(), Time.GetUtcNow().AddMinutes(20), Cancellation);
        Assert.Empty(await Phones());

        await Share(Mia, "read");
        Assert.Empty(await Phones());

        await Share(Mia, "use");
        await Execute("update users set disabled_at = now() where id = $1", Parameters.Uuid(Mia));
        Assert.Empty(await Phones());
    }

    [Fact]
    public async Task A_phone_goes_with_its_member()
    {
        await DeskOf(Mia).Set("+447700900311", true, Cancellation);
        await Execute("delete from users where id = $1", Parameters.Uuid(Mia));

        Assert.Null(await DeskOf(Mia).Set("+447700900311", true, Cancellation));
        Assert.Equal(0, (await Database.DataSource.Read("select count(*)::int from member_phones", [], row => row.GetInt32(0), Cancellation))[0]);
    }

    [Fact]
    public async Task The_phone_of_a_member_is_found_whoever_calls_it_and_whatever_is_shared()
    {
        var phones = new MemberPhones(Database.DataSource, Time);
        Assert.Null(await phones.Find(Mia, Cancellation));

        await DeskOf(Mia).Set("+447700900311", false, Cancellation);

        Assert.Equal(new(Mia, "+447700900311", false), await phones.Find(Mia, Cancellation));
        Assert.Null(await phones.Find(Olga, Cancellation));
    }

    private Task<int> Share(Guid member, string access) => Execute(
        $"insert into line_members (line, user_id, access) values ('{Line}', $1, $2) on conflict (line, user_id) do update set access = excluded.access",
        Parameters.Uuid(member), Parameters.Text(access));

    private Task<ImmutableArray<MemberPhone>> Phones() => new MemberPhones(Database.DataSource, Time).Of(Line, Cancellation);

    private Task<ImmutableArray<(string, Guid, string?, string?)>> Recorded() => Database.DataSource.Read(
        "select action, user_id, subject, detail from audit_log order by number", [],
        row => (row.GetString(0), row.GetGuid(1), row.OptionalText(2), row.OptionalText(3)), Cancellation);

    private MemberPhoneDesk DeskOf(Guid member) => DeskOf(new Caller(member, Role.Member));

    private MemberPhoneDesk DeskOf(Caller caller) =>
        new(Database.DataSource, new MembersDatabase(_members), new AskedBy(caller), Log, Time);

    private static async Task<string> Refused(Func<Task> what) => (await Assert.ThrowsAsync<RefusedException>(what)).Code;
}
