using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Inbox;
using OrleansSms.Conversations;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;
using System.Security.Claims;
using static OrleansSms.Silo.Tests.Access.Verdicts;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>What screens ask: each method of the desk.</summary>
internal static class DeskQuestions
{
    public static readonly Dictionary<string, Question> All = new()
    {
        [nameof(IDesk.Lines)] = Asked(async (desk, world, person, verdicts) => verdicts.SameSet(
            world.Lines.Where(line => world.Oracle.Sees(person, line)).Select(line => (line, world.Oracle.AccessTo(person, line)!.Value)),
            (await desk.Lines(default)).Select(line => (line.Number, line.Access)), person, "lines")),
        [nameof(IDesk.Queue)] = OfEachLine(async (desk, world, person, line) => (
            world.Oracle.Sees(person, line) ? "done" : "nothing", await Outcome(async () => await desk.Queue(line, default) is not null))),
        [nameof(IDesk.Inbox)] = Asked(async (desk, world, person, verdicts) =>
        {
            var seen = world.Talks.Where(talk => world.Oracle.Sees(person, talk.Line)).ToList();
            verdicts.SameSet(seen.Select(talk => talk.Id), Ids(await desk.Inbox(new(Limit: 200), default)), person, "list");
            foreach (var talk in world.Talks)
            {
                verdicts.SameSet(
                    seen.Where(other => other == talk).Select(other => other.Id), Ids(await desk.Inbox(new(Search: talk.Contact, Limit: 200), default)), person, $"search for {talk.Contact}");
            }

            foreach (var line in world.Lines)
            {
                verdicts.SameSet(seen.Where(talk => talk.Line == line).Select(talk => talk.Id), Ids(await desk.Inbox(new(line, Limit: 200), default)), person, $"list of {line}");
            }
        }),
        [nameof(IDesk.UnreadConversations)] = Asked(async (desk, world, person, verdicts) => verdicts.Same(
            (await desk.Inbox(new(Unread: true, Limit: 200), default)).Rows.Length, await desk.UnreadConversations(default), person, "unread")),
        [nameof(IDesk.Row)] = OfEachTalk(async (desk, world, person, talk) => (
            world.Oracle.Sees(person, talk.Line) ? "done" : "nothing", await Outcome(async () => await desk.Row(talk.Id, default) is not null))),
        [nameof(IDesk.Thread)] = OfEachTalk(async (desk, world, person, talk) => (
            world.Oracle.Sees(person, talk.Line) ? "done" : "nothing", await Outcome(async () => await desk.Thread(talk.Id, null, 50, default) is not null))),
        [nameof(IDesk.FirstSince)] = OfEachTalk(async (desk, world, person, talk) => (
            world.Oracle.Sees(person, talk.Line) ? "done" : "nothing", await Outcome(async () => await desk.FirstSince(talk.Id, DateTimeOffset.UnixEpoch, default) == 1))),
        [nameof(IDesk.Send)] = OfEachTalk(async (desk, world, person, talk) => (
            world.Oracle.AccessTo(person, talk.Line) switch { null => Refusals.UnknownLine, Lines.LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" },
            await Outcome(async () => (await desk.Send(new(Guid.NewGuid(), talk.Line, talk.Contact, "hello"), default)).Created))),
        [nameof(IDesk.SendAgain)] = OfEachTalk(async (desk, world, person, talk) => (
            world.Oracle.AccessTo(person, talk.Line) switch { null => "nothing", Lines.LineAccess.Read => Refusals.ReadOnlyLine, _ => Refusals.NothingToSendAgain },
            await Outcome(async () => await desk.SendAgain(talk.Outbound, default) is not null))),
        [nameof(IDesk.Withdraw)] = OfEachTalk(async (desk, world, person, talk) => (
            Changes(world.Oracle.AccessTo(person, talk.Line)), await Outcome(async () => await desk.Withdraw(talk.Withdrawn, default) is not null))),
        [nameof(IDesk.Reschedule)] = OfEachTalk(async (desk, world, person, talk) => (
            Changes(world.Oracle.AccessTo(person, talk.Line)), await Outcome(async () => await desk.Reschedule(talk.Later, new(), default) is not null))),
        [nameof(IDesk.Scheduled)] = Asked(async (desk, world, person, verdicts) =>
        {
            var seen = world.Talks.Where(talk => world.Oracle.Sees(person, talk.Line)).ToList();
            verdicts.SameSet(seen.Select(talk => talk.Later), Ids(await desk.Scheduled(new(Limit: 200), default)), person, "scheduled");
            foreach (var talk in world.Talks)
            {
                verdicts.SameSet(seen.Where(other => other == talk).Select(other => other.Later), Ids(await desk.Scheduled(new(talk.Id), default)), person, $"scheduled for {talk.Contact}");
            }

            foreach (var line in world.Lines)
            {
                verdicts.SameSet(seen.Where(talk => talk.Line == line).Select(talk => talk.Later), Ids(await desk.Scheduled(new(Line: line, Limit: 200), default)), person, $"scheduled on {line}");
            }
        }),
        [nameof(IDesk.Find)] = OfEachTalk(async (desk, world, person, talk) => (
            world.Oracle.Sees(person, talk.Line) ? "done" : Refusals.UnknownLine, await Outcome(async () => await desk.Find(talk.Line, talk.Contact, default) == talk.Id))),
        [nameof(IDesk.MarkRead)] = OfEachTalk(async (desk, world, person, talk) => (
            world.Oracle.Sees(person, talk.Line) ? "done" : "nothing", await Outcome(() => desk.MarkRead(talk.Id, 1, default)))),
        [nameof(IDesk.MarkUnread)] = OfEachTalk(async (desk, world, person, talk) => (
            world.Oracle.Sees(person, talk.Line) ? "done" : "nothing", await Outcome(() => desk.MarkUnread(talk.Id, default)))),
        [nameof(IDesk.Snooze)] = Changed((desk, talk) => desk.Snooze(talk.Id, null, default)),
        [nameof(IDesk.Assign)] = Changed((desk, talk) => desk.Assign(talk.Id, null, default)),
        [nameof(IDesk.Tag)] = Changed((desk, talk) => desk.Tag(talk.Id, "vip", true, default)),
        [nameof(IDesk.AddNote)] = Changed(async (desk, talk) => await desk.AddNote(talk.Id, new(Guid.NewGuid(), "for us", []), default) is not null),
        [nameof(IDesk.Tags)] = Asked(async (desk, world, person, verdicts) =>
        {
            foreach (var tag in await desk.Tags(default))
            {
                // A tag that is told is on something that is seen.
                verdicts.Same(true, (await desk.Inbox(new(Tag: tag), default)).Rows.Length > 0, person, $"tag {tag}");
            }
        }),
        [nameof(IDesk.SetState)] = Changed((desk, talk) => desk.SetState(talk.Id, ConversationState.Open, default)),
    };

    /// <summary>A scope as the doors fill it for a person at a screen.</summary>
    public static AsyncServiceScope Arrive(World world, Person person)
    {
        var scope = world.Silo.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Arrive(Principal(person), address: null);
        return scope;
    }

    public static ClaimsPrincipal Principal(Person person) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, person.Id.ToString()), new(ClaimTypes.Role, Word.Of(person.Role)), new(ClaimTypes.Email, person.Email)], "test"));

    private static Question Asked(Func<IDesk, World, Person, Verdicts, Task> ask) => async (world, person, verdicts) =>
    {
        await using var scope = Arrive(world, person);
        await ask(scope.ServiceProvider.GetRequiredService<IDesk>(), world, person, verdicts);
    };

    private static Question OfEachTalk(Func<IDesk, World, Person, Talk, Task<(string Wanted, string Got)>> ask) => Asked(async (desk, world, person, verdicts) =>
    {
        foreach (var talk in world.Talks)
        {
            var (wanted, got) = await ask(desk, world, person, talk);
            verdicts.Same(wanted, got, person, $"about {talk.Contact} on {talk.Line}");
        }
    });

    /// <summary>What only a user of the line may do.</summary>
    private static Question Changed(Func<IDesk, Talk, Task<bool>> change) => OfEachTalk(async (desk, world, person, talk) => (
        world.Oracle.AccessTo(person, talk.Line) switch { null => "nothing", Lines.LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" },
        await Outcome(() => change(desk, talk))));

    private static Question OfEachLine(Func<IDesk, World, Person, string, Task<(string Wanted, string Got)>> ask) => Asked(async (desk, world, person, verdicts) =>
    {
        foreach (var line in world.Lines)
        {
            var (wanted, got) = await ask(desk, world, person, line);
            verdicts.Same(wanted, got, person, $"about {line}");
        }
    });

    private static string Changes(Lines.LineAccess? access) => access switch { null => "nothing", Lines.LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" };

    private static IEnumerable<Guid> Ids(ScheduledPage page) => page.Messages.Select(message => message.Id);

    private static IEnumerable<ConversationId> Ids(InboxPage page) => page.Rows.Select(row => row.Head.Id);
}
