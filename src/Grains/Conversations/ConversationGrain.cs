using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Live;
using OrleansSms.Grains.Members;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;

namespace OrleansSms.Grains.Conversations;

/// <summary>Each method is a choice of rule; the queue of turns does the rest.</summary>
/// <remarks>Reentrant: only the queue moves anything, one set of turns after the other, and a reader sees what was last committed.</remarks>
[GrainType(ConversationGrains.GrainName), CollectionAgeLimit(Minutes = 10), Reentrant]
internal sealed partial class ConversationGrain : Grain, IConversationGrain
{
    private readonly IConversationStore _store;
    private readonly IMessageDirectory _directory;
    private readonly LineGuard _guard;
    private readonly LineBell _bell;
    private readonly DialTone _dialTone;
    private readonly DoubleAlarm _doubles;
    private readonly TimeProvider _time;
    private readonly Announcer _announcer;
    private readonly IdlePages _pages;
    private readonly TurnQueue _turns;
    private int _stoppedThrough;

    public ConversationGrain(
        IGrainContext context, IConversationStore store, IMessageDirectory directory, LineGuard guard, LineBell bell, DialTone dialTone, DoubleAlarm doubles, Announcer announcer,
        IdlePages pages, TimeProvider time, ILogger<ConversationGrain> logger)
        : base(context)
    {
        _store = store;
        _directory = directory;
        _guard = guard;
        _bell = bell;
        _dialTone = dialTone;
        _doubles = doubles;
        _time = time;
        _announcer = announcer;
        _pages = pages;
        _turns = new(Id, store, Announce, logger);
    }

    private ConversationId Id => new(this.GetPrimaryKey());

    public Task Receive(InboundSms sms, CancellationToken cancellation) =>
        // What comes late is weighed against what came since.
        _turns.Take(new(conversation => conversation.Receive(sms, _time.Now()))
        {
            MayOpen = sms.CarrierDate is null,
            OnPage = sms.CarrierDate is not null,
            Then = conversation => _time.Now() is var now ? conversation.Answered(sms.CarrierDate ?? now, now) : null,
        });

    public async Task<bool> Report(DeliveryReport report, CancellationToken cancellation)
    {
        var found = false;
        var change = await _turns.Take(new(conversation =>
        {
            var message = conversation.Recent(report.MessageId);
            found = message is not null;
            return message is null ? null : conversation.Report(message, report, _time.Now());
        })
        {
            About = report.MessageId,
        });
        await _doubles.Notice(report, change?.Message);
        return found;
    }

    public Task Bill(int number, decimal price, string? priceUnit, CancellationToken cancellation) =>
        _turns.Take(new(conversation => conversation.Message(number) is { } message ? conversation.Bill(message, price, priceUnit, _time.Now()) : null)
        {
            AboutNumbers = [number],
        });

    public async Task<int> DeleteTexts(ImmutableArray<int> numbers, DateTimeOffset before, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numbers.Length, DeletedTexts.MostAtOnce);
        var change = await _turns.Take(new(conversation => conversation.DeleteTexts(numbers, before, _time.Now()))
        {
            AboutNumbers = numbers,
            IsAlone = true,
        });
        if ((await _turns.Current()).Head?.LastActivityAt < before)
        {
            // Nobody was here for so long: woken for this alone, it makes room for the next.
            DeactivateOnIdle();
        }

        return change?.Deleted?.Numbers.Length ?? 0;
    }

    private void Announce(ConversationChange change)
    {
        _announcer.Announce(change);
        _pages.Used(_turns);
        if (change.Head.StoppedThrough > _stoppedThrough)
        {
            // For now rather than for its turn: what waits here is not posted any more, whoever tells the line or not.
            _stoppedThrough = change.Head.StoppedThrough;
            _bell.Stop(change.Head.Line, Id);
        }
    }
}
