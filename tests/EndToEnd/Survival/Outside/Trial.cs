using Npgsql;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.Postgres.Checks;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival.Outside;

/// <summary>One installation's database and carrier, and what the outside world wanted of it while its silos died.</summary>
internal sealed class Trial(string connectionString, NpgsqlDataSource database, SimulatorProcess carrier, OutsideWorld world, CancellationToken cancellation)
{
    public NpgsqlDataSource Database => database;

    public SimulatorProcess Carrier => carrier;

    public OutsideWorld World => world;

    /// <summary>All silos may be away when somebody calls. That nobody was asked about the call shows in the tray, by its status.</summary>
    public bool MissesCalls { get; init; }

    /// <summary>Whatever was begun is taken, and nothing is left to do.</summary>
    public async Task Quiet()
    {
        await World.AllTaken();
        await Eventually.Get(
            () => Database.Count("select count(*) from outbox where state <> $1", "in_doubt"), waiting => waiting == 0, cancellation);
        // One that the carrier may not have got is looked for, and one that a dialler died with is left alone, for longer than anybody waits here.
        await Eventually.Get(
            () => Database.Count("select count(*) from calls where ended_at is null and status <> 'in_doubt' and (status <> 'queued' or claimed_until is null)"),
            open => open == 0, cancellation);
        // What came before its message was known is adopted at once, or by whoever looks each minute when its silo died.
        await Eventually.Get(() => Database.Count("select count(*) from orphan_reports"), orphans => orphans == 0, 2 * Eventually.Patience, cancellation);
    }

    public async Task Agrees(string when)
    {
        var report = await Checkup.Run(connectionString, new(), progress: null, cancellation);
        Assert.True(report.IsSound, $"{when}: " + string.Join('\n', report.Results.Where(result => result.Outcome != CheckOutcome.Ok)
            .Select(result => $"{result.Found} against “{result.Title}”: {string.Join(", ", result.First)} {result.Reason}")));
    }

    /// <summary>Recordings that the carrier may be about to write down.</summary>
    public async Task<List<Transcript>> Recorded()
    {
        await using var select = Database.CreateCommand("""
            select id, conversation_id, call_sid, recordings #>> '{0,told,sid}' from calls
            where recordings is not null and call_sid is not null and call_said(recordings) is null limit 5
            """);
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var found = new List<Transcript>();
        while (await rows.ReadAsync(cancellation))
        {
            found.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2), rows.GetString(3)));
        }

        return found;
    }

    public async Task<IReadOnlyList<ReadReport>> Delivered()
    {
        await using var select = Database.CreateCommand("select id, conversation_id, message_sid from sms_messages where status = 'delivered' order by random() limit 50");
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var found = new List<ReadReport>();
        while (await rows.ReadAsync(cancellation))
        {
            found.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2)));
        }

        return found;
    }
}
