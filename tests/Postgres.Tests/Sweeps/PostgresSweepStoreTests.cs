using OrleansSms.Postgres.Sweeps;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit.Sweeps;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Sweeps;

public sealed class PostgresSweepStoreTests(ConversationDatabase database) : SweepStoreContract, IClassFixture<ConversationDatabase>
{
    protected override SweepPorts Ports => PostgresSweeps.On(database);
}

public sealed class PostgresCaseStoreTests(ConversationDatabase database) : CaseStoreContract, IClassFixture<ConversationDatabase>
{
    protected override SweepPorts Ports => PostgresSweeps.On(database);
}

internal static class PostgresSweeps
{
    private static readonly Guid Owner = Guid.Parse("11111111-1111-4111-8111-111111111111");

    public static SweepPorts On(ConversationDatabase database) => new(
        database.Ports.Store, new SweepStore(database.DataSource), new CaseStore(database.DataSource), async line =>
        {
            await database.DataSource.Execute("""
                insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
                values ($1, 'owner', true, false, false, true, 0) on conflict do nothing
                """, [Uuid(Owner)], CancellationToken.None);
            await database.DataSource.Execute("""
                with added as (insert into lines (number) values ($1) returning number)
                insert into line_members (line, user_id) select number, $2 from added
                """, [Text(line), Uuid(Owner)], CancellationToken.None);
            return Owner;
        });
}
