using System.Globalization;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;
using OrleansSms.TestKit.Sweeps;

namespace OrleansSms.Grains.Tests.Cluster;

/// <summary>Calls that the carrier has on record and nobody told us of. The page of the list has ten.</summary>
public sealed class CallSweepClusterTests(OneSilo silos) : IClassFixture<OneSilo>, IDisposable
{
    private readonly string _line = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task What_came_in_while_nobody_could_tell_us_is_added_as_missed_oldest_first_and_a_second_sweep_changes_nothing()
    {
        var commits = Count();
        await ArrivedLongAgo();
        silos.CallList.Keep(Enumerable.Range(0, 25).Select(number => FakeCallList.Came(Sid(number), _line, Some.Contact, Now.AddMinutes(number - 90), number % 2 == 0 ? CallWords.NoAnswer : CallWords.Completed)));
        var before = commits();

        var swept = await Sweep();

        Assert.Equal((25, 25, 25L, 4), (swept.Found, swept.Recovered, swept.RecoveredTotal, swept.Pages));
        Assert.Equal(25, commits() - before);
        var calls = await Thread(Some.Contact);
        Assert.Equal(Enumerable.Range(0, 25).Select(Sid), calls.Select(call => call.CallSid));
        Assert.All(calls, call => Assert.Equal((true, CallStatus.Missed), (call.Recovered, call.Status)));
        Assert.All(calls, call => Assert.Equal(call.DateCreated.AddSeconds(20), call.EndedAt));
        var head = (await silos.Store.Load(silos.Between(_line, Some.Contact), Cancellation))!;
        Assert.Equal((25, 25, 25), (head.UnreadCount, head.InboundCount, head.MissedCount));

        var again = await Sweep();
        Assert.Equal((0, 0, 25L), (again.Found, again.Recovered, again.RecoveredTotal));
        Assert.Equal(25, commits() - before);
    }

    [Fact]
    public async Task A_number_whose_calls_never_came_to_us_is_left_alone_and_so_is_what_came_before_they_did()
    {
        silos.CallList.Keep(FakeCallList.Came(Sid(0), _line, Some.Contact, Now.AddMinutes(-30)));
        Assert.Equal(0, (await Sweep()).Found);

        await silos.CallsOf(silos.Between(_line, Some.Contact)).Ring(new(Sid(1), _line, Some.Contact), Cancellation);
        Assert.Equal(0, (await Sweep()).Found);
    }

    [Fact]
    public async Task What_the_list_shows_hours_late_is_found_by_a_later_sweep_and_what_is_not_over_waits()
    {
        await ArrivedLongAgo();
        silos.CallList.Keep(
            FakeCallList.Came(Sid(0), _line, Some.Contact, Now.AddHours(-5)), FakeCallList.Came(Sid(1), _line, Some.Contact, Now.AddMinutes(-20), CallWords.InProgress) with { EndedAt = null });
        silos.CallList.IsListed = call => call.Sid != Sid(0);
        Assert.Equal(0, (await Sweep()).Found);

        silos.CallList.IsListed = _ => true;
        Assert.Equal(1, (await Sweep()).Recovered);
        Assert.Equal(Sid(0), Assert.Single(await Thread(Some.Contact)).CallSid);
    }

    [Fact]
    public async Task What_was_told_of_a_call_before_it_was_known_is_replayed_when_it_is()
    {
        await ArrivedLongAgo();
        var begun = Now.AddMinutes(-20);
        silos.CallList.Keep(FakeCallList.Came(Sid(0), _line, Some.Contact, begun));
        var before = silos.Replays.OfCallsSince.Count;

        Assert.Equal(1, (await Sweep()).Recovered);

        Assert.True(silos.Replays.OfCallsSince.Skip(before).Min() < begun);
    }

    [Fact]
    public async Task A_carrier_that_breaks_off_between_two_pages_costs_nothing_but_time()
    {
        await ArrivedLongAgo();
        silos.CallList.Keep(Enumerable.Range(0, 15).Select(number => FakeCallList.Came(Sid(number), _line, Some.Contact, Now.AddMinutes(number - 90))));
        silos.CallList.BeforePage = query => _ = query.Next is null ? 0 : throw new CarrierUnavailableException("The carrier could not be reached.");

        var stumbled = await Saved(progress => progress.Fault is not null);
        Assert.Null(stumbled.Watermark);
        silos.CallList.BeforePage = _ => { };

        Assert.Equal(15, (await Sweep()).Recovered);
        Assert.Equal(Enumerable.Range(0, 15).Select(Sid), (await Thread(Some.Contact)).Select(call => call.CallSid));
    }

    [Fact]
    public async Task The_voicemail_of_a_call_whose_reports_were_lost_comes_with_its_end()
    {
        var id = silos.Between(_line, Some.Contact);
        var call = await silos.CallsOf(id).Ring(new(Sid(0), _line, Some.Contact), Cancellation);
        await silos.CallsOf(id).Report(new(call.Id, CallLeg.Member, CallWords.NotBridged), Cancellation);
        await silos.CallsOf(id).Report(new(call.Id, CallLeg.Member, CallWords.Voicemail), Cancellation);
        // What the last minutes brought is left to the callbacks.
        var ended = call.DateCreated.AddMinutes(-3);
        silos.CallList.Keep(FakeCallList.Came(Sid(0), _line, Some.Contact, ended.AddSeconds(-20), CallWords.Completed));
        silos.Calls.Records = sid => sid == Sid(0) ? [new(sid, null, _line, CallWords.Completed, 20, ended.AddSeconds(-20), ended)] : [];
        silos.CallList.Keep(Sid(0), Recording("RE" + Sid(0)[2..]));

        Assert.Equal(1, (await Sweep()).Recovered);

        var settled = Assert.Single(await Thread(Some.Contact));
        Assert.Equal((CallStatus.Voicemail, ended, false), (settled.Status, settled.EndedAt!.Value, settled.Recovered));
        Assert.Equal(("RE" + Sid(0)[2..], 7), (settled.VoicemailRecording!.Sid, settled.VoicemailRecording.Seconds));
        var asked = silos.CallList.AskedForRecordings.Count(sid => sid == Sid(0));
        Assert.Equal(0, (await Sweep()).Recovered);
        // Whoever fetches the sound may have noted that meanwhile.
        var after = Assert.Single(await Thread(Some.Contact));
        Assert.Equal(settled.Timeline, after.Timeline);
        Assert.Equal((settled.Status, settled.EndedAt, settled.VoicemailRecording.Sid), (after.Status, after.EndedAt, after.VoicemailRecording!.Sid));
        Assert.Equal(asked, silos.CallList.AskedForRecordings.Count(sid => sid == Sid(0)));
    }

    [Fact]
    public async Task A_call_that_was_given_up_and_was_placed_after_all_gets_its_name_and_what_others_placed_is_counted_and_left_alone()
    {
        var thread = new StoredThread(silos.Store, _line);
        var change = thread.Placed();
        var at = Now.AddMinutes(-30);
        var placed = change.Call! with
        {
            DateCreated = at, EndedAt = at.AddMinutes(10), Status = CallStatus.Failed,
            Timeline = [new(CallLeg.Member, CallWords.GivenUp, null, null, null, null, null, null, at.AddMinutes(10))],
        };
        await thread.Commit(change with { Call = placed });
        silos.CallList.Keep(FakeCallList.Placed(Sid(0), _line, placed.MemberNumber!, at), FakeCallList.Placed(Sid(1), _line, "+447700900312", at));
        silos.Calls.Records = sid => sid == Sid(0)
            ? [new(sid, null, placed.MemberNumber!, CallWords.Completed, 20, at, at.AddSeconds(20)), new("CAleg" + sid[2..], sid, placed.To, CallWords.Completed, 12, at, at.AddSeconds(19))] : [];

        var swept = await Sweep();

        Assert.Equal((1, 1), (swept.Recovered, swept.Elsewhere));
        var call = (await silos.Store.Calls.Find(placed.Id, Cancellation))!;
        Assert.Equal((Sid(0), CallStatus.Completed, 12, at.AddSeconds(19)), (call.CallSid, call.Status, call.Seconds!.Value, call.EndedAt!.Value));
        Assert.Equal((0, 1), await Sweep() is var again ? (again.Recovered, again.Elsewhere) : default);
    }

    public void Dispose()
    {
        silos.CallList.BeforePage = _ => { };
        silos.CallList.IsListed = _ => true;
        silos.Calls.Records = _ => [];
    }

    private static CallRecording Recording(string sid) =>
        new(sid, RecordingKind.Voicemail, RecordingStatus.Waiting, 7, 1, null, null, "https://api.example/" + sid, Now);

    /// <summary>A call of somebody else's, by which calls of the line are known to be ours.</summary>
    private async Task ArrivedLongAgo()
    {
        const string Other = "+447700900229";
        var thread = new StoredThread(silos.Store, _line);
        var change = thread.Placed();
        var at = Now.AddDays(-2);
        await thread.Commit(change with { Call = change.Call! with { Direction = Direction.Inbound, From = Other, To = _line, MemberNumber = null, UserId = null, DateCreated = at, EndedAt = at, Status = CallStatus.Missed } });
    }

    private string Sid(int number) => "CA" + _line[1..] + number.ToString("x20", CultureInfo.InvariantCulture);

    private async Task<Call[]> Thread(string contact) => [.. (await silos.Store.Page(silos.Between(_line, contact), int.MaxValue, 1000, Cancellation)).OfType<Call>()];

    private Func<int> Count()
    {
        var commits = 0;
        silos.Store.AfterCommit += change =>
        {
            commits += change.Head.Line == _line ? 1 : 0;
            return Task.CompletedTask;
        };
        return () => commits;
    }

    private Task<SweepProgress> Sweep() => Saved(progress => progress is { Window: null, FinishedAt: not null });

    private async Task<SweepProgress> Saved(Func<SweepProgress, bool> isSo)
    {
        var seen = new TaskCompletionSource<SweepProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
        silos.Sweeps.AfterSave = progress =>
        {
            if (progress.Line == _line && progress.Pass == SweepPass.Calls && isSo(progress))
            {
                seen.TrySetResult(progress);
            }

            return Task.CompletedTask;
        };
        await silos.Sweeps.Hurry(_line, Now, Cancellation);
        while (!seen.Task.IsCompleted)
        {
            // A grain that is at its last statement when it is woken does not hear it: woken until it runs, as the clock does.
            await silos.SweepOf(_line).Wake();
            await Task.WhenAny(seen.Task, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation));
        }

        silos.Sweeps.AfterSave = _ => Task.CompletedTask;
        return await seen.Task;
    }
}
