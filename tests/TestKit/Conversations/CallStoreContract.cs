using System.Text.Json;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using Xunit;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What every store promises of calls: entries like messages, each dialled by one only, none forgotten.</summary>
public abstract class CallStoreContract
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly string _line = StoredThread.NewLine();

    protected abstract ConversationPorts Ports { get; }

    private static DateTimeOffset Now => StoredThread.Now;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_comes_back_word_for_word_in_its_place_of_the_thread()
    {
        var thread = Thread();
        await thread.Commit(thread.Inbound("one"));
        var placed = await Place(thread);
        await thread.Commit(thread.Outbound("three"));
        var full = placed with
        {
            CallSid = NewSid(),
            Status = CallStatus.Completed,
            AnsweredAt = Now.AddSeconds(3),
            EndedAt = Now.AddSeconds(63),
            DateUpdated = Now.AddSeconds(64),
            Seconds = 60,
            ErrorCode = 13224,
            Timeline = [new(CallLeg.Member, "in-progress", "CA1", Guid.NewGuid(), 1, 2, 3, Now.AddSeconds(1), Now.AddSeconds(2), "\"Grüße\"")],
            Recordings = [new("RE1", RecordingKind.Call, RecordingStatus.Waiting, 60, 2, "You are recorded.", "hello", "https://example.com/r", Now, "audio/wav", 17, 2, Now.AddHours(1), "late")],
        };
        await thread.Commit(thread.Changed(full));

        var page = await Ports.Store.Page(thread.Id, int.MaxValue, 50, Cancellation);
        Assert.Equal([1, 2, 3], page.Select(entry => entry.Number));
        Same(full, (Call)page[1]);
        Same(full, (await Ports.Store.FindCall(thread.Id, full.Id, Cancellation))!);
        Same(full, (await Ports.Calls.Find(full.Id, Cancellation))!);
        Assert.Equal(new(thread.Id, full.Id), await Ports.Calls.FindBySid(full.CallSid, Cancellation));
        Assert.Equal(thread.Head, await Ports.Store.Load(thread.Id, Cancellation));
        Assert.Null(await Ports.Store.FindCall(new(Guid.NewGuid()), full.Id, Cancellation));
        Assert.Null(await Ports.Calls.FindBySid(NewSid(), Cancellation));
    }

    [Fact]
    public async Task A_call_that_is_stored_in_any_conversation_is_not_stored_again()
    {
        var (first, second) = (Thread(), Thread());
        var call = await Place(first);
        await second.Commit(second.Inbound());

        Assert.False(await Ports.Store.Commit([second.Placed(call.Id)], Cancellation));
        Assert.False(await Ports.Store.Commit([first.Placed(call.Id)], Cancellation));

        Assert.Equal(second.Head, await Ports.Store.Load(second.Id, Cancellation));
        Assert.Single(await Ports.Calls.Claim(_line, Now, Lease, Cancellation));
    }

    [Fact]
    public async Task What_waits_is_claimed_once_and_by_its_own_line_only()
    {
        var call = await Place(Thread());

        Assert.Empty(await Ports.Calls.Claim(StoredThread.NewLine(), Now, Lease, Cancellation));
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Ports.Calls.Claim(_line, Now, Lease, Cancellation)));

        var order = Assert.Single(claims.SelectMany(claim => claim));
        Assert.Equal(new CallOrder(call.ConversationId, call.Id, _line, call.MemberNumber!, Now, IsHangUpAsked: false), order);
    }

    [Fact]
    public async Task A_claim_that_is_given_back_can_be_taken_again_and_one_that_runs_out_is_abandoned()
    {
        var thread = Thread();
        var call = await Place(thread);
        await Ports.Calls.Claim(_line, Now, Lease, Cancellation);
        Assert.Empty(await Ports.Calls.Abandoned(_line, Now, Cancellation));
        Assert.Equal(call.Id, Assert.Single(await Ports.Calls.Abandoned(_line, Now + Lease, Cancellation)).CallId);

        await Ports.Calls.PutBack(call.Id, Cancellation);
        Assert.Empty(await Ports.Calls.Abandoned(_line, Now + Lease, Cancellation));
        Assert.Single(await Ports.Calls.Claim(_line, Now, Lease, Cancellation));

        // What the carrier said of it leaves nothing to claim or to abandon, whatever becomes of the claim.
        await thread.Commit(thread.Changed(call with { Status = CallStatus.CallingMember, CallSid = NewSid() }));
        await Ports.Calls.PutBack(call.Id, Cancellation);
        Assert.Empty(await Ports.Calls.Claim(_line, Now, Lease, Cancellation));
        Assert.Empty(await Ports.Calls.Abandoned(_line, Now + Lease, Cancellation));
    }

    [Fact]
    public async Task A_call_that_is_to_end_is_listed_until_it_is_over()
    {
        var thread = Thread();
        var call = await Place(thread) with { Timeline = [new(CallLeg.Member, CallWords.HangUp, null, null, null, null, null, null, Now)] };
        await thread.Commit(thread.Changed(call));
        Assert.Empty(await Ports.Calls.ToHangUp(_line, Cancellation));
        Assert.True(Assert.Single(await Ports.Calls.Claim(_line, Now, Lease, Cancellation)).IsHangUpAsked);

        await thread.Commit(thread.Changed(call = call with { CallSid = NewSid(), Status = CallStatus.Ringing }));
        Assert.Equal(call.Id, Assert.Single(await Ports.Calls.ToHangUp(_line, Cancellation)).Id);

        await thread.Commit(thread.Changed(call with { Status = CallStatus.Canceled, EndedAt = Now }));
        Assert.Empty(await Ports.Calls.ToHangUp(_line, Cancellation));
    }

    [Fact]
    public async Task A_call_that_is_not_over_is_found_when_nothing_was_heard_of_it()
    {
        var thread = Thread();
        var call = await Place(thread);
        Assert.Empty(await Ports.Calls.Quiet(_line, Now.AddSeconds(-1), 10, Cancellation));
        Assert.Equal(call.Id, Assert.Single(await Ports.Calls.Quiet(_line, Now, 10, Cancellation)).Id);
        Assert.Contains(_line, await Ports.Calls.LinesWithOpenCalls(Cancellation));

        await thread.Commit(thread.Changed(call with { Status = CallStatus.Failed, EndedAt = Now }));
        Assert.Empty(await Ports.Calls.Quiet(_line, Now, 10, Cancellation));
        Assert.DoesNotContain(_line, await Ports.Calls.LinesWithOpenCalls(Cancellation));
    }

    [Fact]
    public async Task A_recording_is_due_when_its_time_has_come()
    {
        var thread = Thread();
        var call = await Place(thread);
        // Before any of the other tests' times: what is due is asked of all lines.
        var due = Now.AddYears(-1);
        var recording = new CallRecording("RE2", RecordingKind.Voicemail, RecordingStatus.Waiting, 5, 1, null, null, "https://example.com/r", Now, FetchAt: due);
        await thread.Commit(thread.Changed(call with { Recordings = [recording with { Sid = "RE3", FetchAt = Now.AddYears(1) }, recording] }));

        Assert.Empty(await Ports.Calls.ToFetch(due.AddSeconds(-1), 10, Cancellation));
        Assert.Equal(call.Id, Assert.Single(await Ports.Calls.ToFetch(due, 10, Cancellation)).Id);

        await thread.Commit(thread.Changed(call with { Recordings = [recording with { Status = RecordingStatus.Ready, FetchAt = null }] }));
        Assert.Empty(await Ports.Calls.ToFetch(due, 10, Cancellation));
    }

    [Fact]
    public async Task Calls_are_found_by_the_carriers_names_however_many_are_asked_for()
    {
        var thread = Thread();
        var first = await Place(thread) with { CallSid = NewSid() };
        await thread.Commit(thread.Changed(first));
        var second = await Place(thread) with { CallSid = NewSid() };
        await thread.Commit(thread.Changed(second));

        var found = await Ports.Calls.FindBySids([NewSid(), second.CallSid!, first.CallSid!], Cancellation);

        Assert.Equal([first.Id, second.Id], found.OrderBy(call => call.Number).Select(call => call.Id));
        Assert.Empty(await Ports.Calls.FindBySids([], Cancellation));
    }

    [Fact]
    public async Task A_line_takes_calls_since_the_first_that_came_in_by_itself()
    {
        var thread = Thread();
        await Place(thread);
        Assert.Null(await Ports.Calls.FirstArrival(_line, Cancellation));

        await Came(thread, Now.AddHours(-5), recovered: true);
        await Came(thread, Now.AddHours(-2));
        await Came(thread, Now.AddHours(-3));

        Assert.Equal(Now.AddHours(-3), await Ports.Calls.FirstArrival(_line, Cancellation));
        Assert.Null(await Ports.Calls.FirstArrival(StoredThread.NewLine(), Cancellation));
    }

    [Fact]
    public async Task Calls_that_the_carrier_never_named_are_found_since_a_moment()
    {
        var thread = Thread();
        var named = await Place(thread);
        await thread.Commit(thread.Changed(named with { CallSid = NewSid() }));
        var nameless = await Place(thread);
        await Came(thread, Now);

        var found = Assert.Single(await Ports.Calls.Nameless(_line, Now, Cancellation));
        Assert.Equal((nameless.Id, nameless.MemberNumber), (found.Id, found.MemberNumber));
        Assert.Empty(await Ports.Calls.Nameless(_line, Now.AddSeconds(1), Cancellation));
        Assert.Empty(await Ports.Calls.Nameless(StoredThread.NewLine(), Now, Cancellation));
    }

    private static Task<bool> Came(StoredThread thread, DateTimeOffset at, bool recovered = false)
    {
        var change = thread.Placed();
        return thread.Commit(change with
        {
            Call = change.Call! with
            {
                Direction = Direction.Inbound, From = change.Call.To, To = change.Call.From, UserId = null, MemberNumber = null, DateCreated = at, Recovered = recovered,
                Status = CallStatus.Missed, EndedAt = at, CallSid = recovered ? NewSid() : null,
            },
        });
    }

    private static string NewSid() => "CA" + StoredThread.NewSid()[2..];

    private StoredThread Thread() => new(Ports.Store, _line);

    private static async Task<Call> Place(StoredThread thread)
    {
        var change = thread.Placed();
        await thread.Commit(change);
        return change.Call!;
    }

    private static void Same(Call expected, Call actual)
    {
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
        Assert.Equal(expected.MemberNumber, actual.MemberNumber);
        Assert.Equal(
            expected.Recordings.Select(recording => (recording.Url, recording.Tries, recording.FetchAt)),
            actual.Recordings.Select(recording => (recording.Url, recording.Tries, recording.FetchAt)));
    }
}
