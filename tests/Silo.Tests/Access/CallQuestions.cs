using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Lines;
using static OrleansSms.Silo.Tests.Access.Verdicts;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>What screens ask of calls: each method of the desk of calls.</summary>
internal static class CallQuestions
{
    private const int Largest = 200;

    public static readonly Dictionary<string, Question> All = new()
    {
        [nameof(ICallDesk.Place)] = OfEachTalk(async (desk, world, person, talk) =>
        {
            var id = Guid.NewGuid();
            var got = await Outcome(async () => (await desk.Place(new(id, talk.Line, talk.Contact), default)).Created);
            await world.End(talk, id);
            return (world.Oracle.AccessTo(person, talk.Line) switch { null => Refusals.UnknownLine, LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" }, got);
        }),
        [nameof(ICallDesk.HangUp)] = OfEachTalk(async (desk, world, person, talk) => (
            world.Oracle.AccessTo(person, talk.Line) switch { null => "nothing", LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" },
            await Outcome(async () => await desk.HangUp(talk.Called, default) is not null))),
        [nameof(ICallDesk.Find)] = OfEachTalk(async (desk, world, person, talk) => (
            world.Oracle.Sees(person, talk.Line) ? "done" : "nothing",
            await Outcome(async () => await desk.Find(talk.Called, default) is { MemberNumber: null, Timeline: var told } && told.Any(one => one.Text == talk.Secret)))),
        [nameof(ICallDesk.History)] = Asked(async (desk, world, person, verdicts) =>
        {
            var seen = world.Talks.Where(talk => world.Oracle.Sees(person, talk.Line)).ToList();
            verdicts.SameSet(seen.Select(talk => talk.Rung), Ids(await desk.History(new(Missed: true, Limit: Largest), default)), person, "missed calls");
            foreach (var line in world.Lines)
            {
                verdicts.SameSet(
                    seen.Where(talk => talk.Line == line).Select(talk => talk.Rung),
                    Ids(await desk.History(new(line, Direction.Inbound, Limit: Largest), default)), person, $"calls to {line}");
            }

            var all = await Everything(desk);
            verdicts.SameSet(seen.Select(talk => talk.Called), all.Select(call => call.Id).Intersect(world.Talks.Select(talk => talk.Called)), person, "calls that were placed");
            verdicts.SameSet(seen.Select(talk => talk.Id).Distinct(), all.Select(call => call.ConversationId).Distinct(), person, "conversations with calls");
            verdicts.Same(true, all.TrueForAll(call => call.MemberNumber is null), person, "phones of members");
        }),
        [nameof(ICallDesk.Under)] = Asked(async (desk, world, person, verdicts) =>
        {
            var placed = new List<(Talk Talk, Guid Call)>();
            foreach (var talk in world.Talks.Where(talk => world.Oracle.Uses(person, talk.Line)))
            {
                placed.Add((talk, (await desk.Place(new(Guid.NewGuid(), talk.Line, talk.Contact), default)).Call.Id));
            }

            verdicts.SameSet(placed.Select(one => one.Call), (await desk.Under(default)).Select(call => call.Id), person, "own calls under way");
            foreach (var other in world.People.Where(other => other != person))
            {
                await using var scope = DeskQuestions.Arrive(world, other);
                verdicts.SameSet([], (await scope.ServiceProvider.GetRequiredService<ICallDesk>().Under(default)).Select(call => call.Id), other, $"calls of {person.Email}");
            }

            foreach (var (talk, call) in placed)
            {
                await world.End(talk, call);
            }
        }),
    };

    private static async Task<List<Call>> Everything(ICallDesk desk)
    {
        var all = new List<Call>();
        CallPage page;
        string? cursor = null;
        do
        {
            page = await desk.History(new(Cursor: cursor, Limit: Largest), default);
            all.AddRange(page.Calls);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }

    private static Question Asked(Func<ICallDesk, World, Person, Verdicts, Task> ask) => async (world, person, verdicts) =>
    {
        await using var scope = DeskQuestions.Arrive(world, person);
        await ask(scope.ServiceProvider.GetRequiredService<ICallDesk>(), world, person, verdicts);
    };

    private static Question OfEachTalk(Func<ICallDesk, World, Person, Talk, Task<(string Wanted, string Got)>> ask) => Asked(async (desk, world, person, verdicts) =>
    {
        foreach (var talk in world.Talks)
        {
            var (wanted, got) = await ask(desk, world, person, talk);
            verdicts.Same(wanted, got, person, $"about calls with {talk.Contact} on {talk.Line}");
        }
    });

    private static IEnumerable<Guid> Ids(CallPage page) => page.Calls.Select(call => call.Id);
}
