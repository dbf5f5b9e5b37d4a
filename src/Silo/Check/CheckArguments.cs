using System.Globalization;
using OrleansSms.Audit;
using OrleansSms.Postgres.Checks;

namespace OrleansSms.Silo.Check;

/// <summary>What stands behind the word <c>check</c>.</summary>
internal sealed record CheckArguments(bool WantsJson, bool WantsHelp, CheckLimits Limits)
{
    public const string Usage = """
        Usage: dotnet OrleansSms.Silo.dll check [--json] [--overdue MINUTES] [--audit-seal SEAL]

        Looks whether everything stored agrees with everything else: counts, entry numbers, outbox, statuses, indexes, schema,
        and the chain of the audit log.
        Writes nothing, and may run beside running silos. The database is that of ConnectionStrings__Postgres; in Development
        without it, the private server's, which is started for the time when it does not run.

          --json             one JSON document instead of words
          --overdue MINUTES  how long a message that is due may wait for its line (60)
          --audit-seal SEAL  where the audit log stood at an earlier check (NUMBER:HASH, told by each); finds a cut-off end
          --help             this text

        Exit code: 0 all is well, 1 something is wrong, 2 could not check (all of it).
        """;

    /// <summary>Null: this is not how it is called, and why.</summary>
    public static (CheckArguments? Arguments, string? Wrong) Read(ReadOnlySpan<string> args)
    {
        var arguments = new CheckArguments(WantsJson: false, WantsHelp: false, new());
        while (args is [var next, .. var rest])
        {
            switch (next)
            {
                case "--json":
                    arguments = arguments with { WantsJson = true };
                    break;
                case "--help" or "-h":
                    arguments = arguments with { WantsHelp = true };
                    break;
                case "--overdue" when rest is [var minutes, ..] && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0:
                    arguments = arguments with { Limits = arguments.Limits with { Overdue = TimeSpan.FromMinutes(count) } };
                    rest = rest[1..];
                    break;
                case "--audit-seal" when rest is [var typed, ..] && AuditSeal.Parse(typed) is { } seal:
                    arguments = arguments with { Limits = arguments.Limits with { AuditSeal = seal } };
                    rest = rest[1..];
                    break;
                case "--audit-seal":
                    return (null, "--audit-seal needs what an earlier check told: a number, a colon and 64 hexadecimal digits.");
                case "--overdue":
                    return (null, "--overdue needs a whole number of minutes, 1 or more.");
                default:
                    return (null, $"check does not know {next}.");
            }

            args = rest;
        }

        return (arguments, null);
    }
}
