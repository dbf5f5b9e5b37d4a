using System.Text.Json;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Check;

/// <summary>The operator's checker as the operator runs it: the silo's own program with the word <c>check</c>.</summary>
public sealed class CheckCommandTests(SharedInstallation shared) : Scene(shared)
{
    [Fact]
    public async Task Beside_a_running_silo_it_finds_nothing_wrong()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "Are you open?", Cancellation);
        await Api.Settled(await Api.Send(anna, "Until six"), "delivered", Cancellation);

        var (code, said) = await Check(Installation.ConnectionString);

        Assert.True(code == 0, said);
        Assert.EndsWith("All is well.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_words_and_to_scripts()
    {
        await using var database = await Postgres.CreateDatabase();
        await using var insert = database.DataSource.CreateCommand(
            "insert into read_positions values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000beef', 1)");
        await insert.ExecuteNonQueryAsync(Cancellation);

        var (code, said) = await Check(database.ConnectionString);
        var (codeOfJson, json) = await Check(database.ConnectionString, "--json");

        Assert.Equal((1, 1), (code, codeOfJson));
        Assert.Contains("00000000-0000-0000-0000-00000000beef  no such conversation", said, StringComparison.Ordinal);
        Assert.Contains("What to do: ", said, StringComparison.Ordinal);
        Assert.EndsWith(" checks found something wrong.", said, StringComparison.Ordinal);
        var wrong = Assert.Single(JsonElement.Parse(json).GetProperty("results").EnumerateArray(), result => result.Text("outcome") == "wrong");
        Assert.Equal(("read-positions", 1), (wrong.Text("name"), wrong.Number("found")));
        Assert.Equal("no such conversation", Assert.Single(wrong.GetProperty("first").EnumerateArray()).Text("detail"));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody", "", "Could not check: ")]
    [InlineData("nonsense", "--json", "Could not check: ")]
    [InlineData(null, "", "Could not check: ConnectionStrings__Postgres is not set.")]
    [InlineData(null, "--everything", "check does not know --everything.")]
    [InlineData(null, "--audit-seal 17", "--audit-seal needs what an earlier check told")]
    [InlineData(null, "--overdue soon", "--overdue needs a whole number of minutes")]
    public async Task What_cannot_be_checked_is_told(string? connectionString, string arguments, string sentence)
    {
        var (code, said) = await Check(connectionString, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, code);
        Assert.StartsWith(sentence, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_it_is_called_is_told()
    {
        var (code, said) = await Check(null, "--help");

        Assert.Equal(0, code);
        Assert.StartsWith("Usage: dotnet OrleansSms.Silo.dll check [--json] [--overdue MINUTES]", said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> Check(string? connectionString, params string[] arguments)
    {
        await using var check = CheckProcess.Start(connectionString, arguments);
        var code = await check.Ended(Cancellation);
        return (code, check.Log.ToString().Trim());
    }
}
