using OrleansSms.Audit;
using OrleansSms.Postgres.Checks;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Audit;

public sealed class AuditCheckTests(QuickPostgresServer server) : AuditScene(server)
{
    // A hash that is right for the row as it stands: what a forger who knows the function does.
    private const string Rehash = "update audit_log a set hash = audit_hash(a) where number";

    [Fact]
    public async Task A_log_that_nobody_touched_is_told_to_be_as_it_was_written()
    {
        var empty = await ReaderOf(Olga).Check(null, null, Cancellation);
        Assert.Equal((0, null, 0), (empty.Rows, empty.Seal, empty.Found));
        await Rows(7);

        var verdict = await ReaderOf(Olga).Check(null, null, Cancellation);

        Assert.Equal((7, 7, 0), (verdict.Rows, verdict.Seal!.Number, verdict.Found));
        Assert.Equal(0, (await ReaderOf(Olga).Check(verdict.Seal, null, Cancellation)).Found);
        await Rows(2);
        Assert.Equal(0, (await ReaderOf(Olga).Check(AuditSeal.Parse($" {verdict.Seal} "), null, Cancellation)).Found);
    }

    [Theory]
    [InlineData("update audit_log set subject = 'another' where number = 3", "Row 3 was changed after it was written.")]
    [InlineData("update audit_log set subject = null where number = 3", "Row 3 was changed after it was written.")]
    [InlineData("update audit_log set detail = '' where number = 3", "Row 3 was changed after it was written.")]
    [InlineData("update audit_log set subject = 'row ', detail = '3' where number = 3", "Row 3 was changed after it was written.")]
    [InlineData("update audit_log set at = at + interval '1 microsecond' where number = 7", "Row 7 was changed after it was written.")]
    [InlineData("update audit_log set user_id = null where number = 1", "Row 1 was changed after it was written.")]
    [InlineData("update audit_log set address = subject, subject = address where number = 2", "Row 2 was changed after it was written.")]
    [InlineData("delete from audit_log where number = 3", "Row 3 is missing.")]
    [InlineData("delete from audit_log where number in (1, 2)", "Rows 1 to 2 are missing.")]
    [InlineData("update audit_log set subject = 'another' where number = 3; " + Rehash + " = 3", "Row 4 does not follow row 3: one of the two was replaced.")]
    [InlineData("""
        delete from audit_log where number = 3;
        update audit_log set number = number - 1 where number = 4; update audit_log set number = number - 1 where number = 5;
        update audit_log set number = number - 1 where number = 6; update audit_log set number = number - 1 where number = 7
        """, "Row 3 was changed after it was written.")]
    [InlineData("""
        update audit_log set number = 99 where number = 3; update audit_log set number = 3 where number = 4; update audit_log set number = 4 where number = 99
        """, "Row 3 was changed after it was written.")]
    [InlineData("""
        update audit_log set number = 8 where number = 7; update audit_log set number = 7 where number = 6;
        insert into audit_log (number, at, action, previous, hash) select 6, at, 'put-in', hash, hash from audit_log where number = 5;
        update audit_log a set hash = audit_hash(a) where number = 6
        """, "Row 7 was changed after it was written.")]
    [InlineData("""
        insert into audit_log (number, at, action, previous, hash) select 8, now(), 'added', previous, hash from audit_log where number = 7;
        update audit_log a set hash = audit_hash(a) where number = 8
        """, "Row 8 does not follow row 7: one of the two was replaced.")]
    public async Task What_was_done_to_the_rows_is_found_at_the_place_where_it_was_done(string tampering, string sentence)
    {
        await Rows(7);
        await Tamper(tampering);

        var verdict = await ReaderOf(Olga).Check(null, null, Cancellation);

        Assert.InRange(verdict.Found, 1, 5);
        Assert.Equal(sentence, verdict.First[0].Sentence);
    }

    [Fact]
    public async Task A_cut_off_end_is_found_by_who_noted_where_the_log_stood()
    {
        await Rows(7);
        var noted = (await ReaderOf(Olga).Check(null, null, Cancellation)).Seal;
        await Tamper("delete from audit_log where number > 4");

        Assert.Equal(0, (await ReaderOf(Olga).Check(null, null, Cancellation)).Found);
        var finding = Assert.Single((await ReaderOf(Olga).Check(noted, null, Cancellation)).First);
        Assert.Equal("The end is cut off: the log went up to row 7, and ends with row 4.", finding.Sentence);
    }

    [Fact]
    public async Task A_log_that_was_written_anew_is_found_by_who_noted_where_it_stood()
    {
        await Rows(3);
        var noted = (await ReaderOf(Olga).Check(null, null, Cancellation)).Seal;
        await Tamper("delete from audit_log");
        Time.Advance(TimeSpan.FromSeconds(1));
        await Rows(5);

        Assert.Equal(0, (await ReaderOf(Olga).Check(null, null, Cancellation)).Found);
        var finding = Assert.Single((await ReaderOf(Olga).Check(noted, null, Cancellation)).First);
        Assert.Equal("Row 3 is not the row that was noted: the log up to it was written anew.", finding.Sentence);
    }

    [Fact]
    public async Task Of_much_damage_the_first_places_are_named_and_all_are_counted()
    {
        await Rows(20);
        await Tamper("update audit_log set action = 'another' where number > 2");

        var verdict = await ReaderOf(Olga).Check(null, null, Cancellation);

        Assert.Equal(18, verdict.Found);
        Assert.Equal([3, 4, 5, 6, 7], verdict.First.Select(finding => finding.Number));
    }

    [Fact]
    public async Task The_operators_checker_follows_the_log_too_and_tells_where_it_stands()
    {
        await Rows(3);
        var seal = Assert.IsType<AuditSeal>((await ReaderOf(Olga).Check(null, null, Cancellation)).Seal);
        Assert.Equal((CheckOutcome.Ok, $"up to {seal}"), await Checked(new()));

        await Tamper("delete from audit_log where number = 3");
        Assert.Equal(CheckOutcome.Ok, (await Checked(new())).Outcome);
        Assert.Equal(CheckOutcome.Wrong, (await Checked(new() { AuditSeal = seal })).Outcome);
    }

    private async Task<(CheckOutcome Outcome, string? Note)> Checked(CheckLimits limits)
    {
        var report = await Checkup.Run(Database.ConnectionString, limits, null, Cancellation);
        var result = report.Results.Single(one => one.Name == "audit-log");
        return (result.Outcome, result.Note);
    }

    private async Task Rows(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await Write(subject: $"row {i}", address: "192.0.2.1");
        }
    }
}
