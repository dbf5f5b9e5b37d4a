using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Contacts.Import;

/// <summary>Puts started files into the book, some rows at a time. What a silo that ended left over, another goes on with: nothing twice.</summary>
internal sealed partial class ImportRun(NpgsqlDataSource database, ContactTurns turns, TimeProvider time, ILogger<ImportRun> logger) : BackgroundService
{
    // So long nobody else takes a file that somebody is at.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A file was started.</summary>
    public void Wake() => _woken.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Claim(stoppingToken) is { } file)
                {
                    await Run(file, stoppingToken);
                }

                await database.Execute("delete from contact_imports where updated_at < $1 and state <> 'running'", [Time(time.GetUtcNow() - Kept)], stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A hosted service that throws would stop the host. The file is taken again when its lease is over.
                LogStopped(logger, fault);
            }

            await Wait(stoppingToken);
        }
    }

    private async Task Wait(CancellationToken stopping)
    {
        using var over = new CancellationTokenSource(Every, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stopping);
        try
        {
            await _woken.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Nobody woke us: a file may have been left by another silo.
        }
    }

    /// <summary>Takes a file that nobody is at.</summary>
    internal Task<ImportFile?> Claim(CancellationToken cancellation) => database.ReadOne($"""
        update contact_imports set lease_until = $2 where id = (
          select id from contact_imports where state = 'running' and (lease_until is null or lease_until < $1) order by created_at limit 1 for update skip locked)
        returning {ImportFile.Columns}
        """, [Time(time.GetUtcNow()), Time(time.GetUtcNow() + Lease)], ImportFile.Read, cancellation);

    /// <summary>Goes through the file from where it stands.</summary>
    internal async Task Run(ImportFile file, CancellationToken cancellation)
    {
        var (sheet, choices) = (CsvSheet.Open(file.Content!), file.Choices!);
        var plan = new ImportPlan(choices, file.UserId);
        plan.Skip(new ImportPlan(choices, file.UserId).Read(ImportFile.People(sheet, choices).Take(file.Done)));
        plan.Continue(file.Counts);
        var done = file.Done;
        foreach (var step in ImportFile.People(sheet, choices).Skip(file.Done).Chunk(ImportFile.Step))
        {
            if (!await Take(plan, step, file.Id, done, cancellation))
            {
                return;
            }

            done += step.Length;
        }

        await database.Execute(
            "update contact_imports set state = 'done', content = null, lease_until = null, updated_at = $3 where id = $1 and done = $2", [Uuid(file.Id), Int(done), Time(time.GetUtcNow())], cancellation);
        LogDone(logger, file.Id, done);
    }

    /// <summary>Some rows, and that they are done, or none of it.</summary>
    /// <returns>False: somebody else is at this file.</returns>
    private async Task<bool> Take(ImportPlan plan, SheetRow[] step, Guid id, int done, CancellationToken cancellation)
    {
        var drafts = plan.Read(step);
        await using var turn = await turns.Many(cancellation);
        var changed = plan.Take(drafts, await turn.LockOwners(ImportFile.Numbers(drafts), cancellation), time.GetUtcNow());
        plan.Problems.Clear();
        if (changed.Count > 0)
        {
            await turn.Write(changed, cancellation);
        }

        var mine = await ContactWrites.Execute(
            turn.Connection, "update contact_imports set done = $3, counts = $4, lease_until = $5, updated_at = $6 where id = $1 and done = $2 and state = 'running'",
            [Uuid(id), Int(done), Int(done + step.Length), Json(ContactRows.Write(plan.Counts)), Time(time.GetUtcNow() + Lease), Time(time.GetUtcNow())], cancellation);
        if (mine == 0)
        {
            return false;
        }

        await turn.Commit(cancellation);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An import of contacts stopped and is taken up again.")]
    private static partial void LogStopped(ILogger logger, Exception fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Import} of contacts is done after {Rows} rows.")]
    private static partial void LogDone(ILogger logger, Guid import, int rows);
}
