using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Cluster;

public sealed class CallClusterTests(OneSilo silos) : IClassFixture<OneSilo>, IDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    private readonly string _line = StoredThread.NewLine();
    private readonly ConversationId _id = new(Guid.NewGuid());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_goes_to_the_carrier_once_however_often_it_is_placed_and_the_carriers_name_for_it_into_the_thread()
    {
        var draft = Draft();

        var taken = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Asked().Place(draft, Cancellation)));

        Assert.Single(taken, one => one.Created);
        var call = await Shown(draft.CallId, call => call.Status == CallStatus.CallingMember);
        Assert.Equal(FakeCarrierCalls.SidOf(draft.CallId), call.CallSid);
        Assert.Equal(draft.MemberNumber, Assert.Single(silos.Calls.Given, order => order.CallId == draft.CallId).MemberNumber);
    }

    [Fact]
    public async Task A_call_whose_answer_was_lost_is_never_dialled_again_by_itself_and_goes_on_with_what_the_carrier_says()
    {
        silos.Calls.Answer = _ => Task.FromResult<CallAnswer>(new CallAnswer.Unknown("timeout"));
        var draft = Draft();
        await Asked().Place(draft, Cancellation);
        await Shown(draft.CallId, call => call.Status == CallStatus.InDoubt);

        // Pressed again, as the same call: it is the same call.
        await Asked().Place(draft, Cancellation);
        await Asked().Report(new(draft.CallId, CallLeg.Member, CallWords.Ringing, "CA-late"), Cancellation);

        await Shown(draft.CallId, call => call is { Status: CallStatus.CallingMember, CallSid: "CA-late" });
        Assert.Single(silos.Calls.Given, order => order.CallId == draft.CallId);
    }

    [Fact]
    public async Task A_call_that_the_carrier_surely_does_not_have_is_tried_again()
    {
        var tries = 0;
        silos.Calls.Answer = order => ++tries == 1
            ? Task.FromResult<CallAnswer>(new CallAnswer.NotExecuted(null, "refused"))
            : FakeCarrierCalls.Takes(order);
        var draft = Draft();

        await Asked().Place(draft, Cancellation);

        await Shown(draft.CallId, call => call.Status == CallStatus.CallingMember);
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task A_carrier_that_hangs_on_one_call_holds_up_neither_the_next_nor_a_hang_up()
    {
        var (first, second, answer) = (Draft(), Draft(), new TaskCompletionSource<CallAnswer>());
        silos.Calls.Answer = order => order.CallId == first.CallId ? answer.Task : FakeCarrierCalls.Takes(order);
        await Asked().Place(first, Cancellation);
        await Asked().Place(second, Cancellation);

        await Shown(second.CallId, call => call.Status == CallStatus.CallingMember);
        await Asked().HangUp(second.CallId, Cancellation);

        await Ended(second.CallId);
        Assert.Equal(CallStatus.Queued, (await silos.Store.Calls.Find(first.CallId, Cancellation))!.Status);
        answer.SetResult(new CallAnswer.Unknown("over"));
        await Shown(first.CallId, call => call.Status == CallStatus.InDoubt);
    }

    [Fact]
    public async Task A_call_that_is_ended_before_the_carrier_named_it_ends_as_soon_as_it_is_named()
    {
        var (posting, answer) = (new TaskCompletionSource(), new TaskCompletionSource<CallAnswer>());
        silos.Calls.Answer = _ =>
        {
            posting.SetResult();
            return answer.Task;
        };
        var draft = Draft();
        await Asked().Place(draft, Cancellation);
        await posting.Task.WaitAsync(LongEnough, Cancellation);

        Assert.True((await Asked().HangUp(draft.CallId, Cancellation))!.IsHangUpAsked);
        answer.SetResult(await FakeCarrierCalls.Takes(new(_id, draft.CallId, _line, draft.MemberNumber, default, false)));

        await Ended(draft.CallId);
        await Asked().Report(new(draft.CallId, CallLeg.Member, CallWords.Canceled, FakeCarrierCalls.SidOf(draft.CallId)), Cancellation);
        await Shown(draft.CallId, call => call.Status == CallStatus.Canceled);
    }

    [Fact]
    public async Task Somebody_elses_key_is_refused_and_a_strange_call_is_none()
    {
        var draft = Draft();
        await Asked().Place(draft, Cancellation);

        var reused = await Assert.ThrowsAsync<RefusedException>(() => Asked().Place(draft with { Contact = "+447700900227" }, Cancellation));

        Assert.Equal(Refusals.IdempotencyKeyReused, reused.Code);
        Assert.Null(await Asked().HangUp(Guid.NewGuid(), Cancellation));
        Assert.Null(await Asked().Report(new(Guid.NewGuid(), CallLeg.Member, CallWords.Ringing), Cancellation));
    }

    [Fact]
    public async Task The_same_call_told_by_the_carrier_many_times_at_once_rings_once()
    {
        var inbound = new InboundCall("CA" + Guid.NewGuid().ToString("N"), _line, StoredThread.Contact);

        var calls = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Asked().Ring(inbound, Cancellation)));

        Assert.Single(calls.Select(call => (call.Id, call.Number)).Distinct());
        Assert.Single((await silos.Conversation(_id).Page(null, 50, Cancellation))!.Entries);
    }

    [Fact]
    public async Task Two_members_who_accept_in_the_same_instant_are_told_who_has_it()
    {
        var call = await Asked().Ring(new("CA" + Guid.NewGuid().ToString("N"), _line, StoredThread.Contact), Cancellation);
        Guid[] members = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

        var told = await Task.WhenAll(members.Select(member =>
            Asked().Report(new(call.Id, CallLeg.Member, CallWords.Accepted, "CA" + member.ToString("N"), member), Cancellation)));

        Assert.Contains(Assert.Single(told.Select(after => after!.UserId).Distinct())!.Value, members);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missed_call_is_answered_by_one_text_where_the_line_wants_it(bool wanted)
    {
        CallerContext.Set(new(Some.User, Role.Owner));
        await silos.ServicesOf(0).GetRequiredService<IGrainFactory>().GetGrain<ILineVoiceGrain>(LineKey.For(_line))
            .Set(VoiceSettings.Default with { TextBack = wanted, TextBackBody = "Sorry we missed your call." });
        var call = await Asked().Ring(new("CA" + Guid.NewGuid().ToString("N"), _line, "+447700900226"), Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Asked().Report(new(call.Id, CallLeg.Contact, CallWords.NoAnswer, call.CallSid), Cancellation)));
        await Asked().Report(new(call.Id, CallLeg.Contact, CallWords.Completed, call.CallSid, Seconds: 3), Cancellation);

        var entries = (await silos.Conversation(_id).Page(null, 50, Cancellation))!.Entries;
        Assert.Equal(CallStatus.Missed, Assert.Single(entries.OfType<Call>()).Status);
        Assert.Equal(wanted ? ["Sorry we missed your call."] : [], entries.OfType<Message>().Select(text => text.Body));
    }

    public void Dispose()
    {
        silos.Calls.Answer = FakeCarrierCalls.Takes;
        silos.Store.AfterCommit = _ => Task.CompletedTask;
    }

    [Theory]
    [InlineData(null, null, "")]
    [InlineData(null, true, "bridged completed")]
    [InlineData(null, false, "not_bridged")]
    [InlineData("answered", null, "completed")]
    [InlineData("completed", false, "not_bridged completed")]
    [InlineData("busy", false, "busy")]
    public async Task How_dialling_ended_is_noted_as_far_as_the_carrier_tells_it_and_nothing_is_made_up(string? word, bool? isBridged, string noted)
    {
        var draft = Draft();
        var place = new CallPlace(_id, (await Asked().Place(draft, Cancellation)).Call.Id);
        var reception = silos.ServicesOf(0).GetRequiredService<ICallReception>();

        await reception.ContactDialled(place, new(word, null, isBridged, null), Cancellation);

        var call = (await silos.Store.Calls.Find(draft.CallId, Cancellation))!;
        Assert.Equal(noted, string.Join(' ', call.Timeline.Where(told => told.Leg == CallLeg.Contact).Select(told => told.Word)));
    }

    private CallDraft Draft() => new(Guid.NewGuid(), _line, StoredThread.Contact, Some.User, "+447700900555");

    private IConversationCalls Asked()
    {
        CallerContext.Set(new(Some.User, Role.Member));
        return silos.CallsOf(_id);
    }

    /// <summary>The carrier is told to end this one; others may be told of before.</summary>
    private async Task Ended(Guid callId)
    {
        while (await silos.Calls.Ended.ReadAsync(Cancellation).AsTask().WaitAsync(LongEnough, Cancellation) != FakeCarrierCalls.SidOf(callId))
        {
        }
    }

    /// <summary>The call when it was written as wanted.</summary>
    private async Task<Call> Shown(Guid callId, Func<Call, bool> isIt)
    {
        var shown = new TaskCompletionSource<Call>(TaskCreationOptions.RunContinuationsAsynchronously);
        silos.Store.AfterCommit += change =>
        {
            if (change.Call is { } call && call.Id == callId && isIt(call))
            {
                shown.TrySetResult(call);
            }

            return Task.CompletedTask;
        };
        return await silos.Store.Calls.Find(callId, Cancellation) is { } stored && isIt(stored) ? stored : await shown.Task.WaitAsync(LongEnough, Cancellation);
    }
}
