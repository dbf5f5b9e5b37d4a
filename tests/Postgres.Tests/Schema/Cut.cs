using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Schema;

/// <summary>The script that docs/capacity.md and bench/partition.sh cut a database into parts with.</summary>
internal static class Cut
{
    private const int Parts = 4;

    public static async Task IntoParts(TestDatabase database)
    {
        using var script = new StreamReader(typeof(Cut).Assembly.GetManifestResourceStream("parted.sql")!);
        await database.DataSource.Execute($"set parting.parts = '{Parts}'; {await script.ReadToEndAsync(CancellationToken.None)}", [], CancellationToken.None);
    }
}
