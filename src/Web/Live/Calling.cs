using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Web.Components.Shell;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Live;

/// <summary>The calls of the member at this screen: placed one at a time, shown on every page until they are over, ended from any of them.</summary>
internal sealed partial class Calling(
    ICallDesk desk, IMemberPhone phones, Softphone softphone, LiveFeed feed, Member member, FirstPaint paint, TimeProvider time, ILogger<Calling> logger) : IDisposable
{
    private readonly OwnCalls _calls = new(member);
    private ImmutableDictionary<ConversationId, Guid> _tried = ImmutableDictionary<ConversationId, Guid>.Empty;
    private Subscription? _following;

    /// <summary>Raised on any thread.</summary>
    public event Action? Changed;

    /// <summary>What the member asked for became this call.</summary>
    public event Action<Call>? Placed;

    /// <summary>The call that is under way.</summary>
    public Call? Own => _calls.UnderWay.MaxBy(call => call.DateCreated);

    public PendingCall? Pending { get; private set; }

    public RefusedCall? Refused { get; private set; }

    public async Task Start(bool interactive)
    {
        if (interactive)
        {
            _following ??= Follow();
        }

        try
        {
            var begun = await paint.Get($"{member.Id}/calling", interactive, Read);
            (Phone, _namedNone) = (begun.Value.Phone, begun.Value.Phone is null);
            _calls.Fold(begun.Value.Under);
            if (begun.Stale)
            {
                // Not waited for: a page that is there already must not go empty for it.
                _ = Ask();
            }
        }
        catch (Exception fault)
        {
            // Texts work without calls. Whoever calls is told by the desk what is missing.
            LogUnknown(logger, fault);
        }
    }

    /// <summary>A refusal is told until its conversation is left.</summary>
    public void Forget(ConversationId conversation)
    {
        if (Refused?.Conversation == conversation)
        {
            Refused = null;
        }
    }

    /// <summary>Pressed again while it is under way it does nothing; after a fault the same call is asked for again.</summary>
    public async Task Place(ConversationId conversation, string line, string contact)
    {
        if (Pending is not null || Own is not null || LacksPhone)
        {
            return;
        }

        var id = _tried.GetValueOrDefault(conversation) is var tried && tried != Guid.Empty ? tried : Guid.NewGuid();
        (Pending, Refused, _tried) = (new(id, conversation, line, contact, member.Id, time.GetUtcNow()), null, _tried.SetItem(conversation, id));
        Changed?.Invoke();
        try
        {
            var taken = await desk.Place(new(id, line, contact, conversation, InBrowser: InBrowser), CancellationToken.None);
            _tried = _tried.Remove(conversation);
            _calls.Fold([taken.Call]);
            Placed?.Invoke(taken.Call);
        }
        catch (RefusedException refused)
        {
            (Refused, _tried) = (new(conversation, RefusalWords.Of(refused)), _tried.Remove(conversation));
        }
        catch (Exception fault)
        {
            // Whether it was taken is not known: asking again asks for the same call.
            Refused = new(conversation, CallTexts.NotRightNow);
            LogNotPlaced(logger, id, fault);
        }

        Pending = null;
        Changed?.Invoke();
    }

    /// <returns>Null: it was asked for; else why not.</returns>
    public async Task<string?> HangUp(Guid callId)
    {
        try
        {
            if (await desk.HangUp(callId, CancellationToken.None) is not { } call)
            {
                return CallTexts.NotYourCall;
            }

            _calls.Fold([call]);
            Changed?.Invoke();
            return null;
        }
        catch (RefusedException refused)
        {
            return RefusalWords.Of(refused);
        }
        catch (Exception fault)
        {
            Faults.Part(logger, Reference.Next(), fault);
            return CallTexts.DidNotHangUp;
        }
    }

    public void Dispose() => _following?.Dispose();

    private async Task<Begun> Read() => new(await phones.Own(CancellationToken.None), await desk.Under(CancellationToken.None));

    private async Task Ask()
    {
        try
        {
            await CatchUp();
        }
        catch (Exception fault)
        {
            LogUnknown(logger, fault);
        }
    }

    private async Task CatchUp()
    {
        var before = _calls.UnderWay;
        _calls.Answer(before, await desk.Under(CancellationToken.None));
        Changed?.Invoke();
    }

    private async Task Take(LiveBatch batch)
    {
        if (batch.Missed)
        {
            await CatchUp();
        }

        Call[] calls = [.. batch.Changes.Select(change => change.Call).OfType<Call>()];
        if (calls.Length > 0 && _calls.Fold(calls))
        {
            Changed?.Invoke();
        }
    }

    private sealed record Begun(MemberPhone? Phone, ImmutableArray<Call> Under);

    [LoggerMessage(LogLevel.Warning, "The member's phone and calls could not be read.")]
    private static partial void LogUnknown(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Error, "Call {Call} could not be placed.")]
    private static partial void LogNotPlaced(ILogger logger, Guid call, Exception fault);
}
