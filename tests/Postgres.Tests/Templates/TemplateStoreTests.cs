using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Templates;
using OrleansSms.Postgres.Tests.Audit;
using OrleansSms.Templates;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Templates;

public sealed class TemplateStoreTests(QuickPostgresServer server) : AuditScene(server)
{
    private Npgsql.NpgsqlDataSource? _members;

    [Fact]
    public async Task Ones_own_are_ones_own_and_the_teams_are_everybodys()
    {
        var (mias, teams) = (Draft("Hours"), Draft("address", shared: true));
        await Of(Mia).Save(mias, Cancellation);
        await Of(Olga, Role.Owner).Save(teams, Cancellation);

        Assert.Equal(["address", "Hours"], (await Of(Mia).All(Cancellation)).Select(template => template.Name));
        Assert.Equal([(teams.Id, true)], (await Of(Olga, Role.Owner).All(Cancellation)).Select(template => (template.Id, template.IsShared)));
        Assert.Equal(Refusals.TemplateNotFound, await Refused(() => Of(Olga, Role.Owner).Save(mias with { Body = "taken" }, Cancellation)));
        Assert.Equal(Refusals.TemplateNotFound, await Refused(() => Of(Olga, Role.Owner).Delete(mias.Id, Cancellation)));
    }

    [Fact]
    public async Task The_teams_are_changed_by_administrators_and_each_change_is_on_record()
    {
        var teams = Draft("address", shared: true);
        Assert.Equal(Refusals.NotAllowed, await Refused(() => Of(Mia).Save(teams, Cancellation)));
        // What a circuit remembers of a role does not count.
        Assert.Equal(Refusals.NotAllowed, await Refused(() => Of(Mia, Role.Owner).Save(teams, Cancellation)));
        await Of(Olga, Role.Owner).Save(teams, Cancellation);
        Assert.Equal(Refusals.NotAllowed, await Refused(() => Of(Mia).Save(teams with { Body = "other" }, Cancellation)));
        Assert.Equal(Refusals.NotAllowed, await Refused(() => Of(Mia).Delete(teams.Id, Cancellation)));
        await Of(Olga, Role.Owner).Delete(teams.Id, Cancellation);
        await Of(Olga, Role.Owner).Restore(teams.Id, Cancellation);

        Assert.Equal("address", Assert.Single(await Of(Mia).All(Cancellation)).Name);
        Assert.Equal(
            [AuditActions.TemplateRestored, AuditActions.TemplateDeleted, AuditActions.TemplateSaved],
            (await ReaderOf(Olga).Page(new(), Cancellation)).Records.Select(record => record.Action));
    }

    [Fact]
    public async Task Saved_twice_it_is_one_and_changed_it_keeps_whose_it_is()
    {
        var draft = Draft("Hours");
        await Of(Mia).Save(draft, Cancellation);
        await Of(Mia).Save(draft with { Name = " Opening hours " }, Cancellation);

        Assert.Equal("Opening hours", Assert.Single(await Of(Mia).All(Cancellation)).Name);
        Assert.Equal(Refusals.NotAllowed, await Refused(() => Of(Mia).Save(draft with { IsShared = true }, Cancellation)));
    }

    [Fact]
    public async Task Deleted_it_comes_back_within_a_day_and_not_after()
    {
        var draft = Draft("Hours");
        await Of(Mia).Save(draft, Cancellation);
        await Of(Mia).Delete(draft.Id, Cancellation);
        Assert.Empty(await Of(Mia).All(Cancellation));
        Assert.Equal(Refusals.TemplateNotFound, await Refused(() => Of(Mia).Save(draft, Cancellation)));

        Time.Advance(TimeSpan.FromHours(23));
        await Of(Mia).Restore(draft.Id, Cancellation);
        Assert.Single(await Of(Mia).All(Cancellation));

        await Of(Mia).Delete(draft.Id, Cancellation);
        Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(Refusals.TemplateNotFound, await Refused(() => Of(Mia).Restore(draft.Id, Cancellation)));
    }

    [Fact]
    public async Task Each_use_is_counted_also_of_the_teams_and_nobody_elses()
    {
        var (mias, teams) = (Draft("Hours"), Draft("address", shared: true));
        await Of(Mia).Save(mias, Cancellation);
        await Of(Olga, Role.Owner).Save(teams, Cancellation);
        foreach (var id in new[] { mias.Id, teams.Id, teams.Id })
        {
            await Of(Mia).Used(id, Cancellation);
        }

        await Of(Olga, Role.Owner).Used(mias.Id, Cancellation);

        Assert.Equal([(2, Noon), (1, Noon)], (await Of(Mia).All(Cancellation)).Select(template => (template.Uses, template.LastUsedAt!.Value)));
    }

    [Theory]
    [InlineData("", "text", Refusals.InvalidName)]
    [InlineData("Name", " ", Refusals.EmptyMessage)]
    [InlineData("Na\0me", "text", Refusals.InvalidName)]
    public async Task What_cannot_be_a_template_is_refused(string name, string body, string code) =>
        Assert.Equal(code, await Refused(() => Of(Mia).Save(new(Guid.NewGuid(), name, body, IsShared: false), Cancellation)));

    [Fact]
    public async Task A_text_too_long_to_be_sent_is_refused() =>
        Assert.Equal(Refusals.MessageTooLong, await Refused(() => Of(Mia).Save(Draft("long") with { Body = new('x', 1601) }, Cancellation)));

    public override async ValueTask DisposeAsync()
    {
        if (_members is not null)
        {
            await _members.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private static TemplateDraft Draft(string name, bool shared = false) => new(Guid.NewGuid(), name, $"Text of {name}", shared);

    private static async Task<string> Refused(Func<Task> ask) => (await Assert.ThrowsAsync<RefusedException>(ask)).Code;

    private TemplateStore Of(Guid user, Role role = Role.Member) => new(
        Database.DataSource, new(_members ??= DataSources.ForMembers(Database.ConnectionString)), new AskedBy(new Caller(user, role)),
        new(Database.DataSource, new AccessCache()), Log, Time);
}
