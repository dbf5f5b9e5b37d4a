using System.Collections.Immutable;
using OrleansSms.Bench.Seed;
using OrleansSms.Bench.Traffic;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Postgres.Checks;
using OrleansSms.Postgres.Search;

namespace OrleansSms.Bench.Partition;

/// <summary>One kind of work that every form is given.</summary>
/// <param name="Ask">Of one caller by its place; once each time it is called.</param>
internal sealed record Question(string Title, int Callers, Func<Form, int, CancellationToken, Task> Ask)
{
    private const int ListPage = 50;
    private const int ThreadPage = 50;

    /// <summary>Whatever it asks is one conversation's.</summary>
    public bool IsOfOne { get; private init; }

    /// <summary>One is longer than a window.</summary>
    public bool IsLong { get; private init; }

    public static IReadOnlyList<Question> All(SeedPlan plan, Guid member, int callers) =>
    [
        new("a text that comes in, one at a time", 1, Write(1, Inbound)) { IsOfOne = true },
        new($"a text that comes in, {callers} at a time", callers, Write(callers, Inbound)) { IsOfOne = true },
        new($"a text that goes out, {callers} at a time", callers, Write(callers, Outbound)) { IsOfOne = true },
        new("newest 50 of a conversation", 1, Page) { IsOfOne = true },
        new("inbox list of a line, 50 rows", 1, (form, _, cancellation) => List(form, member, cancellation)),
        new("look-up by SID", 1, (form, _, cancellation) => Sid(form, plan, cancellation)),
        new("search, a common word", 1, (form, _, cancellation) => Search(form, member, SeedWords.Common, cancellation)),
        new("search, a rare word", 1, (form, _, cancellation) => Search(form, member, SeedWords.Rare(Random.Shared.Next(Math.Max(1, plan.Conversations / 200))), cancellation)),
        new("check, everything recounted", 1, Check) { IsLong = true },
    ];

    /// <summary>A conversation has one writer, as a grain is one.</summary>
    private static Func<Form, int, CancellationToken, Task> Write(int callers, Func<ConversationHead, ConversationChange> decide) => (form, caller, cancellation) =>
        form.Commit(form.Conversations[caller + callers * Random.Shared.Next(form.Conversations.Count / callers)], decide, cancellation);

    private static Task<ImmutableArray<IEntry>> Page(Form form, int caller, CancellationToken cancellation)
    {
        var id = Any(form);
        return form.Of(id).Store.Page(new(id), int.MaxValue, ThreadPage, cancellation);
    }

    /// <summary>Of several servers the newest of what each has.</summary>
    private static async Task List(Form form, Guid member, CancellationToken cancellation)
    {
        var pages = await form.All(shard => shard.Inbox.Page(member, new(CarrierSide.Line, Limit: ListPage), cancellation));
        if (pages.SelectMany(page => page.Rows).OrderByDescending(row => row.Head.LastActivityAt).ThenByDescending(row => row.Head.Id.Value).Take(ListPage).Count() < ListPage)
        {
            throw new BenchException($"{form.Name} lists too little.");
        }
    }

    private static async Task Sid(Form form, SeedPlan plan, CancellationToken cancellation)
    {
        var message = plan.MessageId(Random.Shared.Next(plan.Conversations), 1 + Random.Shared.Next(plan.Messages));
        if ((await form.All(shard => shard.Store.FindBySid($"SM{message:N}", cancellation))).Count(place => place is not null) != 1)
        {
            throw new BenchException($"{form.Name} does not find a text by its SID.");
        }
    }

    private static async Task Search(Form form, Guid member, string typed, CancellationToken cancellation)
    {
        var found = await form.All(shard => shard.Search.Find(member, SearchWish.Of(typed), null, null, ListPage, TimeSpan.FromSeconds(1.5), cancellation));
        if (found.All(page => page.Hits.IsEmpty))
        {
            throw new BenchException($"{form.Name} finds nothing with {typed}.");
        }
    }

    private static async Task Check(Form form, int caller, CancellationToken cancellation)
    {
        foreach (var report in await form.All(shard => Checkup.Run(shard.Database.ConnectionString, new(), null, cancellation)))
        {
            if (report.Results.FirstOrDefault(result => result.Outcome != CheckOutcome.Ok) is { } wrong)
            {
                throw new BenchException($"{form.Name}: not so: {wrong.Title} ({wrong.Found}; {wrong.First.FirstOrDefault()}) {wrong.Reason}");
            }
        }
    }

    private static Guid Any(Form form) => form.Conversations[Random.Shared.Next(form.Conversations.Count)];

    private static ConversationChange Inbound(ConversationHead head)
    {
        var message = Text(head) with { MessageSid = $"SM{Guid.NewGuid():N}", Direction = Direction.Inbound, From = head.Contact, To = head.Line, Status = DeliveryStatus.Received };
        return new(After(head, message) with { InboundCount = head.InboundCount + 1, UnreadCount = head.UnreadCount + 1 }, message, OutboxStep.None, Read: null);
    }

    private static ConversationChange Outbound(ConversationHead head)
    {
        var message = Text(head);
        return new(After(head, message), message, OutboxStep.Enter, Read: null);
    }

    private static ConversationHead After(ConversationHead head, Message message) => head with
    {
        Version = head.Version + 1, LastNumber = message.Number, SmsCount = head.SmsCount + 1, LastActivityAt = message.DateCreated,
        Preview = message.Body, PreviewNumber = message.Number, PreviewDirection = message.Direction, PreviewStatus = message.Status,
    };

    private static Message Text(ConversationHead head)
    {
        // To the microsecond, as it is stored.
        var now = new DateTimeOffset(TimeProvider.System.GetUtcNow().Ticks / 10 * 10, TimeSpan.Zero);
        return new(
            Guid.NewGuid(), head.Id, head.LastNumber + 1, Direction.Outbound, MessageSid: null, head.Line, head.Contact, SeedPlan.ShortBody, DeliveryStatus.Queued,
            ErrorCode: null, ErrorMessage: null, NumSegments: 1, Price: null, PriceUnit: null, Media: [], DateCreated: now,
            DateSent: null, DateUpdated: now, Timeline: [], UserId: null, SendAt: null);
    }
}
