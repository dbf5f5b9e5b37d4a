using OrleansSms.Bench.Checks;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Seed;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench;

/// <summary>One contestant's conversations: who there is to write with, and what waits to be reported on.</summary>
internal sealed class World
{
    private const int MessagesEach = 10;
    private const int OfTenReportedInMixed = 4;

    private readonly SeedPlan _plan;
    private readonly IReadOnlyList<Guid> _conversations;
    private readonly PendingReports _forStatus;
    private readonly PendingReports _forMixed;
    private int _strangers = -1;

    public World(Contestant contestant, int conversations)
    {
        (Contestant, Whole) = (contestant, new(contestant));
        _plan = new(Kinds.Known, conversations, MessagesEach, InFlight: true);
        _conversations = [.. Enumerable.Range(0, conversations).Select(place => contestant.Shape.ConversationOf(_plan.Contact(place)))];
        _forStatus = new(InFlight(place => place % 10 >= OfTenReportedInMixed));
        _forMixed = new(InFlight(place => place % 10 < OfTenReportedInMixed));
    }

    public Contestant Contestant { get; }

    public Whole Whole { get; }

    /// <summary>The conversations that everything but the special loads writes to.</summary>
    public SeedPlan Plan => _plan;

    public string PublicBaseUrl => Contestant.PublicBaseUrl;

    public ITraffic InboundFromAnyone() => InboundFrom(AnyContact(new()));

    public ITraffic InboundToOne() => InboundFrom(() => CarrierSide.Contact(Kinds.Alone, 0));

    public ITraffic InboundFromStrangers() => InboundFrom(() => CarrierSide.Contact(Kinds.Strange, Interlocked.Increment(ref _strangers)));

    public ITraffic InboundFrom(Func<string?> contact) => new InboundTraffic(PublicBaseUrl, contact);

    public ITraffic SendToAnyone() => new SendTraffic(Contestant.ApiToken, AnyContact(new()));

    public ITraffic Status() => new StatusTraffic(PublicBaseUrl, _forStatus);

    public ITraffic Page() => Page(AnyConversation(new()));

    public ITraffic Page(Func<Guid?> conversation, Func<string>? before = null) => new PageTraffic(Contestant.ApiToken, conversation, before);

    public ITraffic Mixed() => new MixedTraffic(
        new(), (55, InboundFromAnyone()), (25, new StatusTraffic(PublicBaseUrl, _forMixed)), (15, Page()), (5, SendToAnyone()));

    /// <summary>Puts ten messages into each conversation, and whatever else is planned, past the program that owns them.</summary>
    public Task Fill(CancellationToken cancellation, params SeedPlan[] more) => Add([_plan, .. more], cancellation);

    public async Task Add(IReadOnlyList<SeedPlan> plans, CancellationToken cancellation)
    {
        await Seeder.Fill(Contestant, plans, cancellation);
        foreach (var plan in plans)
        {
            Whole.Expect((long)plan.Conversations * plan.Inbound, (long)plan.Conversations * plan.Outbound);
        }
    }

    /// <summary>Each conversation is written to and opened once, so that nothing that is measured is there for the first time.</summary>
    public async Task Wake(int connections, CancellationToken cancellation)
    {
        await WriteToEach(_plan, connections, cancellation);
        await ReadEach(_plan, connections, cancellation);
    }

    public Task WriteToEach(SeedPlan plan, int connections, CancellationToken cancellation)
    {
        var next = -1;
        return Until(connections, () => InboundFrom(() =>
            Interlocked.Increment(ref next) is var place && place < plan.Conversations ? plan.Contact(place) : null), cancellation);
    }

    public Task ReadEach(SeedPlan plan, int connections, CancellationToken cancellation)
    {
        var next = -1;
        return Until(connections, () => Page(() =>
            Interlocked.Increment(ref next) is var place && place < plan.Conversations ? Contestant.Shape.ConversationOf(plan.Contact(place)) : null), cancellation);
    }

    /// <summary>All kinds of traffic for a while: a new process compiles what is called often, again and better, and that belongs to no scenario.</summary>
    public Task Rehearse(int connections, TimeSpan length, CancellationToken cancellation) => Until(connections, Mixed, cancellation, length);

    /// <summary>Until the traffic has nothing left or the time is over; not measured.</summary>
    private async Task Until(int connections, Func<ITraffic> traffic, CancellationToken cancellation, TimeSpan? length = null)
    {
        List<ITraffic> all = [.. Enumerable.Range(0, connections).Select(_ => traffic())];
        var measured = await new ClosedLoop(Contestant.Address, () => default).Run(all, TimeSpan.Zero, length, cancellation);
        Whole.Expect(Receipts.Of(all));
        if (measured.Refused > 0)
        {
            throw new BenchException($"The {Contestant.Name} does not take its requests: {measured.FirstRefusal}");
        }
    }

    private Func<Guid?> AnyConversation(Random random) => () => _conversations[random.Next(_conversations.Count)];

    private Func<string> AnyContact(Random random) => () => _plan.Contact(random.Next(_plan.Conversations));

    private List<SentMessage> InFlight(Func<int, bool> chosen)
    {
        var now = TimeProvider.System.GetUtcNow();
        return [.. from number in Enumerable.Range(1, MessagesEach)
            from place in Enumerable.Range(0, _plan.Conversations)
            where chosen(place)
            let message = _plan.Message(_conversations[place], _plan.Contact(place), place, number, now)
            where message.Outbound
            select new SentMessage(message.Id, message.Conversation, message.Contact)];
    }
}
