using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Contacts;
using OrleansSms.Lines;
using OrleansSms.PhoneNumbers;
using OrleansSms.Postgres.Audit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Contacts.Import;

/// <inheritdoc cref="IContactImports"/>
internal sealed class ContactImports(NpgsqlDataSource database, ContactDoor door, ILineDirectory lines, ImportRun run, AuditLog audit, TimeProvider time) : IContactImports
{
    private const int LongestName = 200;
    private const int Shown = 5;

    public async Task<Guid> Upload(string fileName, Stream content, CancellationToken cancellation)
    {
        var (caller, now) = (await door.Administrator(cancellation), time.GetUtcNow());
        var file = await UploadedFile.Read(content, cancellation);
        var name = ContactText.Line(Path.GetFileName(fileName));
        var id = Guid.CreateVersion7(now);
        await database.Execute("""
            insert into contact_imports (id, user_id, file_name, content, state, created_at, updated_at) values ($1, $2, $3, $4, 'uploaded', $5, $5)
            """, [Uuid(id), Uuid(caller.UserId), Text(name.Length > LongestName ? name[..LongestName] : name), Bytes(file), Time(now)], cancellation);
        return id;
    }

    public async Task<ImportSheet?> Look(Guid id, CancellationToken cancellation)
    {
        if (await Mine(id, cancellation) is not { Content: { } content } file)
        {
            return null;
        }

        var sheet = CsvSheet.Open(content);
        var first = sheet.Rows().Take(1 + Shown).ToList();
        var mine = await lines.LinesOf(file.UserId, cancellation);
        var region = mine.IsEmpty ? null : PhoneNumber.Region(mine[0].Number);
        return first.Count == 0
            ? throw ContactRules.Invalid("There is nothing in this file.")
            : new(file.FileName, first[0].Cells, [.. first.Skip(1).Select(row => row.Cells)], sheet.Encoding, sheet.Rows().Count(), file.Choices ?? ColumnGuess.Of(first[0], first[1..], region));
    }

    public async Task<ImportCounts> Check(Guid id, ImportChoices choices, CancellationToken cancellation)
    {
        var file = await Ready(id, cancellation);
        if (choices.Columns.All(column => column.Kind != ImportKind.Number))
        {
            throw ContactRules.Invalid("Say which column holds the phone numbers.");
        }

        var (plan, total) = (new ImportPlan(choices, file.UserId), 0);
        foreach (var step in ImportFile.People(CsvSheet.Open(file.Content!), choices).Chunk(ImportFile.Step))
        {
            await Try(plan, step, cancellation);
            plan.Problems.Clear();
            total += step.Length;
        }

        await database.Execute(
            "update contact_imports set columns = $2, total = $3, updated_at = $4 where id = $1 and state = 'uploaded'",
            [Uuid(id), Json(ContactRows.Write(choices)), Int(total), Time(time.GetUtcNow())], cancellation);
        return plan.Counts;
    }

    public async IAsyncEnumerable<ImportProblem> Problems(Guid id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var file = await Checked(id, cancellation);
        var plan = new ImportPlan(file.Choices!, file.UserId);
        foreach (var step in ImportFile.People(CsvSheet.Open(file.Content!), file.Choices!).Chunk(ImportFile.Step))
        {
            await Try(plan, step, cancellation);
            foreach (var problem in plan.Problems.OrderBy(problem => problem.Row))
            {
                yield return problem;
            }

            plan.Problems.Clear();
        }
    }

    public async Task Start(Guid id, CancellationToken cancellation)
    {
        var caller = await door.Administrator(cancellation);
        if (await Mine(id, cancellation) is { State: not "uploaded" })
        {
            return;
        }

        var file = await Checked(id, cancellation);
        await using (var connection = await database.OpenConnectionAsync(cancellation))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var started = await ContactWrites.Execute(
                connection, "update contact_imports set state = 'running', updated_at = $2 where id = $1 and state = 'uploaded'", [Uuid(id), Time(time.GetUtcNow())], cancellation);
            if (started == 1)
            {
                var rows = string.Create(CultureInfo.InvariantCulture, $"{file.Total} rows");
                await audit.Write(connection, AuditEntry.By(caller, AuditActions.ContactsImported, file.FileName, rows), cancellation);
                await transaction.CommitAsync(cancellation);
            }
        }

        run.Wake();
    }

    public async Task<ContactImport?> Find(Guid id, CancellationToken cancellation)
    {
        var caller = await door.Administrator(cancellation);
        return await database.ReadOne(
            "select id, file_name, state, total, done, counts from contact_imports where id = $1 and user_id = $2", [Uuid(id), Uuid(caller.UserId)],
            row => new ContactImport(
                row.GetGuid(0), row.GetString(1), row.GetString(2) == "running", row.GetString(2) == "done", row.GetInt32(3), row.GetInt32(4),
                row.IsDBNull(5) ? new() : ContactRows.Of<ImportCounts>(row.GetString(5))), cancellation);
    }

    private async Task Try(ImportPlan plan, SheetRow[] step, CancellationToken cancellation)
    {
        var drafts = plan.Read(step);
        var owners = await database.Read(
            $"select {ContactRows.Columns} from contacts c where c.id in (select o.contact_id from contact_numbers o where o.number = any($1))",
            [Columns.Texts(ImportFile.Numbers(drafts), number => number)], ContactRows.Stored, cancellation);
        plan.Take(drafts, owners, time.GetUtcNow());
    }

    private async Task<ImportFile> Checked(Guid id, CancellationToken cancellation) =>
        await Ready(id, cancellation) is { Choices: not null } file ? file : throw ContactRules.Invalid("Say first what the columns are.");

    private async Task<ImportFile> Ready(Guid id, CancellationToken cancellation) => await Mine(id, cancellation) is { Content: not null, State: "uploaded" } file
        ? file : throw new RefusedException(Refusals.ImportNotFound, "This file is not there any more. Upload it again.");

    private async Task<ImportFile?> Mine(Guid id, CancellationToken cancellation)
    {
        var caller = await door.Administrator(cancellation);
        return await database.ReadOne($"select {ImportFile.Columns} from contact_imports where id = $1 and user_id = $2", [Uuid(id), Uuid(caller.UserId)], ImportFile.Read, cancellation);
    }
}
