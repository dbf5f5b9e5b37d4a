using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Contacts;
using OrleansSms.Members;
using OrleansSms.Postgres.Audit;
using OrleansSms.Postgres.Contacts;
using OrleansSms.Postgres.Contacts.Import;
using OrleansSms.Postgres.Lines;
using static OrleansSms.Postgres.Tests.Contacts.BookDatabase;

namespace OrleansSms.Postgres.Tests.Contacts.Import;

public sealed class ContactImportsTests(BookDatabase database) : IClassFixture<BookDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IContactBook Book => database.BookOf(Mia);

    private ImportRun Run => new(database.DataSource, new(database.DataSource), database.Time, NullLogger<ImportRun>.Instance);

    [Fact]
    public async Task Nothing_is_written_before_the_start_and_then_as_it_was_checked()
    {
        var (fresh, known, name) = (NewNumber(), NewNumber(), NewName());
        await Book.Create(new(name, Numbers: [(known, "")]), Cancellation);
        var id = await Upload($"Name,Number,Tags\n{name} new,{fresh},gold\n{name} known,{known},gold\nagain,{fresh},\nbad,what?,\n");
        var sheet = (await ImportsOf(Olga).Look(id, Cancellation))!;

        var counts = await ImportsOf(Olga).Check(id, sheet.Choices, Cancellation);
        Assert.Equal(new ImportCounts(New: 1, Updated: 1, Duplicates: 1, Bad: 1), counts);
        Assert.Null(await Book.OfNumber(fresh, Cancellation));
        var problems = new List<ImportProblem>();
        await foreach (var problem in ImportsOf(Olga).Problems(id, Cancellation))
        {
            problems.Add(problem);
        }

        Assert.Equal([(4, "Row 2 has the same number."), (5, "“what?” is not a phone number that we can read.")], problems.Select(problem => (problem.Row, problem.Why)));

        await ImportsOf(Olga).Start(id, Cancellation);
        await ImportsOf(Olga).Start(id, Cancellation);
        await Finish(id);

        Assert.Equal(new(id, "people.csv", false, true, 4, 4, counts), await ImportsOf(Olga).Find(id, Cancellation));
        Assert.Equal($"{name} new", (await Book.OfNumber(fresh, Cancellation))!.Name);
        Assert.Equal(["gold"], (await Book.OfNumber(known, Cancellation))!.Tags);
        Assert.Equal(1, await Scalar("select count(*)::int from audit_log where action = 'contacts-imported' and detail = '4 rows' and user_id = $1"));
        Assert.Null(await ImportsOf(Olga).Look(id, Cancellation));
    }

    [Fact]
    public async Task The_same_file_twice_and_at_once_makes_nobody_twice()
    {
        var file = Many(1700, out var numbers);
        var ids = new[] { await Upload(file), await Upload(file), await Upload(file) };
        foreach (var id in ids)
        {
            await ImportsOf(Olga).Check(id, (await ImportsOf(Olga).Look(id, Cancellation))!.Choices, Cancellation);
            await ImportsOf(Olga).Start(id, Cancellation);
        }

        // While members keep numbers of the file by hand.
        var kept = Task.WhenAll(numbers.Take(20).Select(number => Book.Keep(number, Cancellation)));
        await Task.WhenAll(ids.Select(Finish));
        await kept;

        var owners = await database.DataSource.Read(
            "select count(*)::int, count(distinct contact_id)::int from contact_numbers where number = any($1)", [Columns.Texts(numbers, number => number)], row => (row.GetInt32(0), row.GetInt32(1)), Cancellation);
        Assert.Equal((1700, 1700), Assert.Single(owners));
        var imports = await Task.WhenAll(ids.Select(id => ImportsOf(Olga).Find(id, Cancellation)));
        Assert.All(imports, import => Assert.Equal((true, 1700), (import!.IsDone, import.Counts.New + import.Counts.Updated + import.Counts.Unchanged)));
        Assert.InRange(imports.Sum(import => import!.Counts.New), 1680, 1700);
    }

    [Fact]
    public async Task A_run_that_broke_off_is_gone_on_with_and_counts_each_row_once()
    {
        var id = await Upload(Many(1200, out var numbers) + $"again,{numbers[0]}\n");
        await ImportsOf(Olga).Check(id, (await ImportsOf(Olga).Look(id, Cancellation))!.Choices, Cancellation);
        await ImportsOf(Olga).Start(id, Cancellation);
        // Nobody else takes what somebody is at.
        var claimed = await ClaimOf(id);
        Assert.Null(await Run.Claim(Cancellation));
        using var breaking = new CancellationTokenSource();
        using var told = await FirstStep(id, breaking);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run.Run(claimed, breaking.Token));

        database.Time.Advance(TimeSpan.FromMinutes(1));
        await Finish(id);

        var import = (await ImportsOf(Olga).Find(id, Cancellation))!;
        Assert.Equal((true, 1201, new ImportCounts(New: 1200, Duplicates: 1)), (import.IsDone, import.Done, import.Counts));
    }

    [Fact]
    public async Task Two_who_are_at_the_same_file_do_not_count_it_twice()
    {
        var id = await Upload(Many(1200, out _));
        await ImportsOf(Olga).Check(id, (await ImportsOf(Olga).Look(id, Cancellation))!.Choices, Cancellation);
        await ImportsOf(Olga).Start(id, Cancellation);
        var claimed = await ClaimOf(id);

        await Task.WhenAll(Run.Run(claimed, Cancellation), Run.Run(claimed, Cancellation));

        var import = (await ImportsOf(Olga).Find(id, Cancellation))!;
        Assert.Equal((true, new ImportCounts(New: 1200)), (import.IsDone, import.Counts));
    }

    [Fact]
    public async Task What_was_taken_out_can_be_taken_in_again_without_a_change()
    {
        var number = NewNumber();
        var made = await Book.Create(new("=cmd|' /C calc'!A0", "-1+1", "maya@example.com", "one\ntwo", [(number, "Mobile"), (NewNumber(), "Work")]), Cancellation);
        await Book.Save(made.Id, new(ContactPart.Field, "", "@home", "Order"), Cancellation);
        await Book.Tag([made.Id], "gold", true, Cancellation);
        var before = (await Book.Find(made.Id, Cancellation))!;

        var export = await new ContactExporter(database.DataSource, database.DoorOf(Olga, Role.Owner), Audit).Export(null, null, [made.Id], Cancellation);
        var line = new List<string>();
        await foreach (var contact in export.Contacts.WithCancellation(Cancellation))
        {
            // As the file of the API has it, with signs that keep spreadsheets from computing.
            line.Add($"\"'{contact.Name}\",\"'{contact.Company}\",{contact.Email},'{contact.Numbers[0].Number},{contact.Numbers[0].Label},'{contact.Numbers[1].Number},{contact.Numbers[1].Label},gold,\"{contact.Notes}\",'@home");
        }

        var id = await Upload("Name,Company,E-mail,Number,Label,Number 2,Label 2,Tags,Notes,Order\n" + Assert.Single(line) + "\n");
        var counts = await ImportsOf(Olga).Check(id, (await ImportsOf(Olga).Look(id, Cancellation))!.Choices, Cancellation);

        await foreach (var problem in ImportsOf(Olga).Problems(id, Cancellation))
        {
            Assert.Fail(problem.Why);
        }

        Assert.Equal(new ImportCounts(Unchanged: 1), counts);
        Assert.Equal(before.Version, (await Book.Find(made.Id, Cancellation))!.Version);
        Assert.Contains("Order", export.Fields);
    }

    [Fact]
    public async Task Each_file_is_its_administrators_alone_and_nobody_elses_at_all()
    {
        var id = await Upload("Name,Number\nMaya,+447700900226\n");
        await database.DataSource.Execute("update users set role = 'admin' where id = $1", [Parameters.Uuid(Dana)], Cancellation);
        Assert.Null(await ImportsOf(Dana, Role.Admin).Look(id, Cancellation));
        Assert.Null(await ImportsOf(Dana, Role.Admin).Find(id, Cancellation));
        Assert.Equal(Refusals.ImportNotFound, (await Assert.ThrowsAsync<RefusedException>(() => ImportsOf(Dana, Role.Admin).Start(id, Cancellation))).Code);

        using var file = new MemoryStream([1]);
        foreach (var ask in (Func<Task>[])[
            () => ImportsOf(Mia).Upload("x", file, Cancellation), () => ImportsOf(Mia).Look(id, Cancellation), () => ImportsOf(Mia).Find(id, Cancellation), () => ImportsOf(Mia).Start(id, Cancellation),
            () => new ContactExporter(database.DataSource, database.DoorOf(Mia), Audit).Export(null, null, [], Cancellation)])
        {
            Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(ask)).Code);
        }
    }

    [Theory]
    [InlineData(0, "nothing in this file")]
    [InlineData(IContactImports.LargestFile + 1, "larger than 10 MB")]
    public async Task A_file_of_the_wrong_size_is_refused(int size, string why)
    {
        using var file = new MemoryStream(new byte[size]);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ImportsOf(Olga).Upload("people.csv", file, Cancellation));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_is_told_to_be_one()
    {
        using var file = new MemoryStream("PK\u0003\u0004"u8.ToArray());

        Assert.Contains("Save it as CSV", (await Assert.ThrowsAsync<RefusedException>(() => ImportsOf(Olga).Upload("people.xlsx", file, Cancellation))).Message, StringComparison.Ordinal);
    }

    private static string Many(int count, out List<string> numbers)
    {
        var start = long.Parse(NewNumber()[3..], CultureInfo.InvariantCulture) / 100_000 * 100_000;
        var all = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"+44{start + i}")).ToList();
        numbers = all;
        return "Name,Number\n" + string.Concat(all.Select((number, i) => $"Person {i},{number}\n"));
    }

    private AuditLog Audit => new(database.DataSource, database.Time);

    private ContactImports ImportsOf(Guid user, Role role = Role.Owner) =>
        new(database.DataSource, database.DoorOf(user, role), new LineDirectory(database.DataSource, new()), Run, Audit, database.Time);

    private async Task<Guid> Upload(string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await ImportsOf(Olga).Upload("people.csv", file, Cancellation);
    }

    /// <summary>Other tests of this class have files under way too.</summary>
    private async Task<ImportFile> ClaimOf(Guid id)
    {
        var claimed = await Run.Claim(Cancellation);
        Assert.Equal(id, claimed?.Id);
        return claimed!;
    }

    private async Task Finish(Guid id)
    {
        while (await Run.Claim(Cancellation) is { } file)
        {
            await Run.Run(file, Cancellation);
        }

        await OrleansSms.TestKit.Processes.Eventually.Get(() => ImportsOf(Olga).Find(id, Cancellation), import => import is { IsDone: true }, Cancellation);
    }

    /// <summary>Breaks off as soon as some rows are in the book.</summary>
    private async Task<IDisposable> FirstStep(Guid id, CancellationTokenSource breaking)
    {
        await database.Owner.Execute("create or replace function told() returns trigger language plpgsql as $$ begin perform pg_notify('step', new.id::text); return new; end $$", [], Cancellation);
        await database.Owner.Execute("create or replace trigger told after update of done on contact_imports for each row execute function told()", [], Cancellation);
        var connection = await database.Owner.OpenConnectionAsync(Cancellation);
        connection.Notification += (_, step) =>
        {
            if (step.Payload == id.ToString())
            {
                breaking.Cancel();
            }
        };
        await ContactWrites.Execute(connection, "listen step", [], Cancellation);
        _ = Task.Run(async () => await connection.WaitAsync(Cancellation), Cancellation);
        return connection;
    }

    private async Task<int> Scalar(string sql) => (await database.DataSource.Read(sql, [Parameters.Uuid(Olga)], row => row.GetInt32(0), Cancellation))[0];
}
