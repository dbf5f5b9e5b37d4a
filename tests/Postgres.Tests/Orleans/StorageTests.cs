using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansSms.Postgres.Tests.Orleans;

public sealed class StorageTests(OrleansSilo silo) : IClassFixture<OrleansSilo>
{
    private readonly string _name = "state-" + Guid.NewGuid();

    public static TheoryData<string> Providers => [OrleansSilo.Clearing, OrleansSilo.Deleting];

    /// <summary>A number, a number with text, a guid, a guid with text, and words: every shape of key the provider splits.</summary>
    public static TheoryData<string> Keys =>
        ["2a", "2a+x", "11112222333344445555666677778888", "11112222333344445555666677778888+x", "c/templates", "+15551234567"];

    [Theory, MemberData(nameof(Keys))]
    public async Task A_document_comes_back_as_it_was_written(string key)
    {
        var written = New();
        written.State!.Text = "Grüße \U0001F44B \u0000";
        await Storage().WriteStateAsync(_name, Id(key), written);

        var read = await Read(Storage(), key);

        Assert.True(read.RecordExists);
        Assert.Equal(written.State!.Text, read.State!.Text);
        Assert.Equal(written.ETag, read.ETag);
    }

    [Fact]
    public async Task A_document_is_plain_json_without_type_names()
    {
        var written = New();
        written.State!.Text = "x";
        await Storage().WriteStateAsync(_name, Id("c/1"), written);

        await using var payload = silo.Database.DataSource.CreateCommand("select convert_from(payload, 'UTF8') from orleans_storage where state_name = $1");
        payload.Parameters.Add(new() { Value = _name });

        Assert.Equal("""{"Text":"x"}""", await payload.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Keys_states_and_services_do_not_meet()
    {
        foreach (var key in Keys)
        {
            var state = New();
            state.State!.Text = key.Data;
            await Storage().WriteStateAsync(_name, Id(key.Data), state);
        }

        foreach (var key in Keys)
        {
            Assert.Equal(key.Data, (await Read(Storage(), key.Data)).State!.Text);
        }

        var elsewhere = New();
        await Storage().ReadStateAsync(_name + "-other", Id("c/templates"), elsewhere);
        Assert.False(elsewhere.RecordExists);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_missing_document_has_no_version(string provider)
    {
        var read = await Read(Storage(provider), "c/none");

        Assert.False(read.RecordExists);
        Assert.Null(read.ETag);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Every_write_gives_a_new_version_and_a_stale_one_is_refused(string provider)
    {
        var storage = Storage(provider);
        var first = New();
        await storage.WriteStateAsync(_name, Id("c/1"), first);
        var stale = await Read(storage, "c/1");
        var before = first.ETag;
        first.State!.Text = "second";
        await storage.WriteStateAsync(_name, Id("c/1"), first);

        Assert.NotEqual(before, first.ETag);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(_name, Id("c/1"), stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync(_name, Id("c/1"), stale));
        Assert.Equal("second", (await Read(storage, "c/1")).State!.Text);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Of_thirty_first_writes_at_once_exactly_one_wins(string provider)
    {
        var storage = Storage(provider);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(async () =>
        {
            try
            {
                await storage.WriteStateAsync(_name, Id("c/1"), New());
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        })));

        Assert.Single(outcomes, won => won);
    }

    [Fact]
    public async Task A_cleared_document_keeps_its_row_and_version_and_can_be_written_again()
    {
        var storage = Storage();
        var state = New();
        await storage.WriteStateAsync(_name, Id("c/1"), state);
        await storage.ClearStateAsync(_name, Id("c/1"), state);

        var cleared = await Read(storage, "c/1");
        Assert.False(cleared.RecordExists);
        Assert.Equal(state.ETag, cleared.ETag);
        Assert.Null(cleared.State!.Text);

        cleared.State!.Text = "again";
        await storage.WriteStateAsync(_name, Id("c/1"), cleared);
        Assert.Equal("again", (await Read(storage, "c/1")).State!.Text);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(_name, Id("c/1"), state));
    }

    [Fact]
    public async Task A_deleted_document_that_is_made_again_never_repeats_an_old_version()
    {
        var storage = Storage(OrleansSilo.Deleting);
        var state = New();
        await storage.WriteStateAsync(_name, Id("c/1"), state);
        var stale = await Read(storage, "c/1");
        await storage.ClearStateAsync(_name, Id("c/1"), state);
        Assert.Null((await Read(storage, "c/1")).ETag);

        await storage.WriteStateAsync(_name, Id("c/1"), New());

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(_name, Id("c/1"), stale));
    }

    private IGrainStorage Storage(string provider = OrleansSilo.Clearing) => silo.Services.GetRequiredKeyedService<IGrainStorage>(provider);

    private async Task<GrainState<Document>> Read(IGrainStorage storage, string key)
    {
        var state = New();
        await storage.ReadStateAsync(_name, Id(key), state);
        return state;
    }

    private static GrainId Id(string key) => GrainId.Create("document", key);

    private static GrainState<Document> New() => new(new());

    internal sealed class Document
    {
        public string? Text { get; set; }
    }
}
