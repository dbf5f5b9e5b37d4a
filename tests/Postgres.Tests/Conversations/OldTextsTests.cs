using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Conversations;
using OrleansSms.Postgres.Search;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Postgres.Tests.Conversations;

public sealed class OldTextsTests(ConversationDatabase database) : OldTextsContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;

    protected override IOldTexts Texts => new OldTexts(database.DataSource);

    protected override async Task Settle()
    {
        await using var indexing = DataSources.ForSearchIndex(new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString));
        var index = new SearchIndex(indexing);
        while (await index.Step(100, TestContext.Current.CancellationToken) > 0)
        {
        }
    }
}
