using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Members;
using OrleansSms.Operations;
using static OrleansSms.Silo.Tests.Access.Verdicts;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>How the installation is doing: each method of its port. What is in doubt is told of one's own lines, and of the others only that there is something.</summary>
internal static class OperationsQuestions
{
    public static readonly Dictionary<string, Question> All = new()
    {
        [nameof(IOperations.Silos)] = Asked(async (operations, _, person, verdicts) => verdicts.Same(
            Done(person), await Outcome(async () => (await operations.Silos(default)) is [{ IsThis: true, Standing: SiloStanding.Active, Load.Activations: > 0 }]), person, "silos")),
        [nameof(IOperations.Troubles)] = Asked(async (operations, _, person, verdicts) => verdicts.Same(
            Done(person), await Outcome(async () => !(await operations.Troubles(default)).IsDefault), person, "troubles")),
        [nameof(IOperations.Outbox)] = Asked(async (operations, world, person, verdicts) =>
        {
            await Doubt(world, async () =>
            {
                if (person.Role == Role.Member)
                {
                    verdicts.Same(Refusals.NotAllowed, await Outcome(async () => !(await operations.Outbox(default)).IsEmpty), person, "outbox");
                    return;
                }

                var told = await operations.Outbox(default);
                var seen = world.Lines.Where(line => person.Role == Role.Owner || world.Oracle.Sees(person, line)).ToList();
                verdicts.SameSet(seen, told.Select(line => line.Line).OfType<string>(), person, "lines in the outbox");
                verdicts.Same(world.Talks.Count(talk => !seen.Contains(talk.Line)), told.Where(line => line.Line is null).Sum(line => line.InDoubt), person, "in doubt on lines of others");
            });
        }),
        [nameof(IOperations.Doubts)] = Asked(async (operations, world, person, verdicts) => await Doubt(world, async () =>
        {
            var told = await Outcome(async () => !(await operations.Doubts(default)).IsDefault);
            verdicts.Same(Done(person), told, person, "doubts");
            if (told == "done")
            {
                verdicts.SameSet(
                    world.Talks.Where(talk => world.Oracle.Sees(person, talk.Line)).Select(talk => (talk.Later, talk.Contact, world.Oracle.Uses(person, talk.Line))),
                    (await operations.Doubts(default)).Select(doubt => (doubt.Id, doubt.Contact, doubt.MayWrite)), person, "what is in doubt");
            }
        })),
        [nameof(IOperations.TryNow)] = OfEachLine(async (operations, line) => await operations.TryNow(line, default) >= 0),
        [nameof(IOperations.LookUpNow)] = OfEachLine(async (operations, line) => await operations.LookUpNow(line, default) >= 0),
    };

    /// <summary>The page shows what is in doubt with its conversation.</summary>
    public static async Task Page(World world, Person person, Verdicts verdicts)
    {
        using var door = await Door.SignedIn(world, person);
        await Doubt(world, async () =>
        {
            using var answer = await door.Http.GetAsync(new Uri("/settings/operations", UriKind.Relative));
            var page = await answer.Content.ReadAsStringAsync();
            foreach (var talk in world.Talks)
            {
                verdicts.Same(
                    person.Role != Role.Member && world.Oracle.Sees(person, talk.Line), page.Contains(talk.Id.ToString(), StringComparison.Ordinal), person, $"operations with {talk.Contact}");
            }
        });
    }

    private static string Done(Person person) => person.Role == Role.Member ? Refusals.NotAllowed : "done";

    /// <summary>For as long as it takes, one text of each conversation is in doubt; it is looked up in the far future.</summary>
    private static async Task Doubt(World world, Func<Task> ask)
    {
        var texts = world.Talks.Select(talk => talk.Later).ToArray();
        await Set(world, "update outbox set state = 'in_doubt', doubted_at = now(), next_look_up = 'infinity' where message_id = any ($1)", texts);
        await ask();
        await Set(world, "update outbox set state = 'waiting', doubted_at = null, next_look_up = null where message_id = any ($1)", texts);
    }

    private static async Task Set(World world, string sql, Guid[] texts)
    {
        await using var command = world.Database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = texts });
        await command.ExecuteNonQueryAsync();
    }

    private static Question OfEachLine(Func<IOperations, string, Task<bool>> ask) => Asked(async (operations, world, person, verdicts) =>
    {
        foreach (var line in world.Lines)
        {
            var wanted = person.Role == Role.Member ? Refusals.NotAllowed : person.Role == Role.Owner || world.Oracle.Sees(person, line) ? "done" : Refusals.LineNotFound;
            verdicts.Same(wanted, await Outcome(() => ask(operations, line)), person, $"hurrying {line}");
        }
    });

    private static Question Asked(Func<IOperations, World, Person, Verdicts, Task> ask) => async (world, person, verdicts) =>
    {
        await using var scope = DeskQuestions.Arrive(world, person);
        await ask(scope.ServiceProvider.GetRequiredService<IOperations>(), world, person, verdicts);
    };
}
