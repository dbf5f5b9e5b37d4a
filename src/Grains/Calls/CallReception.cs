using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;

namespace OrleansSms.Grains.Calls;

/// <inheritdoc cref="ICallReception"/>
internal sealed class CallReception(
    IGrainFactory grains, IConversationIds ids, ILineDirectory lines, ICallStore calls, Ringing ringing, RecordingBell recordings) : ICallReception
{
    private static readonly CallAct End = new CallAct.HangUp();

    public async Task<CallAct> Arrived(InboundCall inbound, string? accountSid, CancellationToken cancellation)
    {
        await lines.Know(inbound.Line, accountSid, cancellation);
        var call = await grains.Calls(ids.For(inbound.Line, inbound.Contact)).Ring(inbound, cancellation);
        return call.Status switch
        {
            CallStatus.TurnedAway => new CallAct.TurnAway(),
            CallStatus.Ringing when !call.IsHangUpAsked => await ringing.Round(call, 0, cancellation),
            _ => End,
        };
    }

    public async Task<CallAct> MemberPickedUp(CallPlace place, Guid memberId, CancellationToken cancellation)
    {
        if (await calls.Find(place.CallId, cancellation) is not { } call)
        {
            return End;
        }

        var settings = await Settings(call);
        var words = SpokenWords.In(settings.Language);
        return call.Status != CallStatus.Ringing ? Missed(call, words)
            : new CallAct.AskForKey(place, memberId, words.Say(words.From(call.From), settings.Record ? settings.Announcement : "", words.Key1));
    }

    public async Task<CallAct> MemberAccepted(CallPlace place, Guid memberId, string? callSid, CancellationToken cancellation)
    {
        var call = await Accept(place, memberId, callSid, cancellation);
        return call is null ? End
            : IsTaken(call, memberId, callSid) ? new CallAct.Connect()
            : Missed(call, SpokenWords.In((await Settings(call)).Language));
    }

    public async Task<CallAct> MemberAnswered(CallPlace place, Guid memberId, string? callSid, CancellationToken cancellation)
    {
        if (await Accept(place, memberId, callSid, cancellation) is not { } call)
        {
            return End;
        }

        var settings = await Settings(call);
        return !IsTaken(call, memberId, callSid) ? Missed(call, SpokenWords.In(settings.Language))
            // Who is rung on a phone hears it with the question for a key.
            : settings.Record ? new CallAct.Tell(new(settings.Announcement, settings.Language))
            : new CallAct.Connect();
    }

    public async Task<CallAct> MembersRung(CallPlace place, int round, DialOutcome outcome, CancellationToken cancellation)
    {
        if (await calls.Find(place.CallId, cancellation) is not { } call)
        {
            return End;
        }

        if (call.UserId is not null && outcome.IsBridged != false)
        {
            await Tell(place, new(place.CallId, CallLeg.Member, CallWords.Bridged, Seconds: outcome.Seconds), cancellation);
            return End;
        }

        // Who pressed the key and was gone before both heard each other had the call: nobody else is rung after that.
        return call.Status.IsOver() ? End : await ringing.Round(call, call.UserId is null ? round + 1 : Ringing.NoRound, cancellation);
    }

    public Task<CallAct> MessageTaken(CallPlace place, CancellationToken cancellation) => Task.FromResult(End);

    public async Task<CallAct> CallerPickedUp(CallPlace place, CancellationToken cancellation)
    {
        if (await calls.Find(place.CallId, cancellation) is not { } call || call.Status.IsOver() || call.IsHangUpAsked)
        {
            return End;
        }

        if (BrowserPhone.Is(call.MemberNumber))
        {
            return await CallerConfirmed(place, cancellation);
        }

        var words = SpokenWords.In((await Settings(call)).Language);
        return new CallAct.AskForKey(place, MemberId: null, words.Say(words.To(call.To), words.AnyKey));
    }

    public async Task<CallAct> CallerConfirmed(CallPlace place, CancellationToken cancellation)
    {
        var call = await Tell(place, new(place.CallId, CallLeg.Member, CallWords.Confirmed), cancellation);
        if (call is null || call.Status.IsOver() || call.IsHangUpAsked)
        {
            return End;
        }

        var settings = await Settings(call);
        var announcement = await ringing.Announce(call, settings, cancellation);
        return new CallAct.DialContact(place, call.To, call.From, announcement, settings.Record);
    }

    public async Task<CallAct> ContactPickedUp(CallPlace place, CancellationToken cancellation) =>
        await calls.Find(place.CallId, cancellation) is { } call && call.Timeline.FirstOrDefault(told => told.Word == CallWords.Announced) is { Text: { } text }
            ? new CallAct.Tell(new(text, (await Settings(call)).Language))
            : new CallAct.Connect();

    public async Task<CallAct> ContactDialled(CallPlace place, DialOutcome outcome, CancellationToken cancellation)
    {
        // Without a word, being connected says that it was completed; without that too nothing is made up: the contact's own reports tell.
        var word = outcome.Word is "answered" || (outcome.Word is null && outcome.IsBridged == true) ? CallWords.Completed : outcome.Word;
        if (outcome.IsBridged is { } isBridged && word is CallWords.Completed or null)
        {
            await Tell(place, new(place.CallId, CallLeg.Contact, isBridged ? CallWords.Bridged : CallWords.NotBridged, Seconds: outcome.Seconds), cancellation);
        }

        var call = word is null
            ? await calls.Find(place.CallId, cancellation)
            : await Tell(place, new(place.CallId, CallLeg.Contact, word, outcome.CallSid, Seconds: outcome.Seconds), cancellation);
        if (call is null)
        {
            return End;
        }

        var words = SpokenWords.In((await Settings(call)).Language);
        return call.Status switch
        {
            CallStatus.NoAnswer => new CallAct.Goodbye(words.Say(words.NoAnswer)),
            CallStatus.Busy => new CallAct.Goodbye(words.Say(words.Busy)),
            CallStatus.Failed => new CallAct.Goodbye(words.Say(words.Failed)),
            _ => End,
        };
    }

    public Task<CallAct> Stumbled(CallPlace? place, CancellationToken cancellation)
    {
        // Nothing is asked of the store: it may be what failed.
        var words = SpokenWords.In("en-US");
        return Task.FromResult<CallAct>(new CallAct.Goodbye(words.Say(words.Sorry)));
    }

    public async Task<bool> Report(CallPlace place, CallReport report, CancellationToken cancellation) => await Tell(place, report, cancellation) is not null;

    public async Task<bool> Record(CallPlace place, CallRecording recording, CancellationToken cancellation)
    {
        if (await grains.Calls(place.ConversationId).Record(place.CallId, recording, cancellation) is null)
        {
            return false;
        }

        recordings.Poke();
        return true;
    }

    public Task<CallPlace?> PlaceOf(string callSid, CancellationToken cancellation) => calls.FindBySid(callSid, cancellation);

    private Task<Call?> Accept(CallPlace place, Guid memberId, string? callSid, CancellationToken cancellation) =>
        Tell(place, new(place.CallId, CallLeg.Member, CallWords.Accepted, callSid, memberId), cancellation);

    // Of a member's own phones, too, it is the first that has the call.
    private static bool IsTaken(Call call, Guid memberId, string? callSid) =>
        call.Status == CallStatus.Talking && call.UserId == memberId && Leg.IsSame(call.Timeline.First(told => told.Word == CallWords.Accepted).CallSid, callSid);

    private Task<Call?> Tell(CallPlace place, CallReport report, CancellationToken cancellation) => grains.Calls(place.ConversationId).Report(report, cancellation);

    private Task<VoiceSettings> Settings(Call call) => ringing.Settings(call);

    private static CallAct.Goodbye Missed(Call call, SpokenWords words) => new(words.Say(call.UserId is null ? words.Gone : words.Taken));
}
