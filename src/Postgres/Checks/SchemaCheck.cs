using System.Collections.Immutable;
using OrleansSms.Postgres.Schema;

namespace OrleansSms.Postgres.Checks;

/// <summary>Whether the database was made by the scripts of this build. A newer one is checked as far as this build knows it.</summary>
internal sealed class SchemaCheck(IReadOnlyList<SqlScript> scripts) : ICheck
{
    public const string Missing = "missing";

    public static readonly Topic Topic = new(
        "schema", "Every script of this build is applied as it stands",
        "Missing: start a silo of this build, which applies it. Changed: put the file back as it was applied, and write a new script for the change.");

    public ImmutableArray<Topic> Topics => [Topic];

    public async Task<ImmutableArray<CheckResult>> Run(Snapshot snapshot, CancellationToken cancellation)
    {
        var applied = await snapshot.Applied(cancellation);
        var tally = new Tally(Topic);
        foreach (var script in scripts)
        {
            if (!applied.TryGetValue(script.Number, out var there))
            {
                tally.Add(script.File, Missing);
            }
            else if (there.Sha256 != script.Sha256)
            {
                tally.Add(script.File, $"changed; it was applied as {there.Number:000}_{there.Name}.sql");
            }
        }

        return [tally.Result];
    }
}
