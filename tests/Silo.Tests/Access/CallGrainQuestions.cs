using OrleansSms.Calls;
using OrleansSms.Lines;
using OrleansSms.Members;
using static OrleansSms.Silo.Tests.Access.Verdicts;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>Past the desk of calls: the grain itself, asked as somebody who knows every id.</summary>
internal static class CallGrainQuestions
{
    /// <summary>The doors of the carrier, which no member reaches.</summary>
    public static readonly string[] Carriers = [nameof(IConversationCalls.Ring), nameof(IConversationCalls.Recover), nameof(IConversationCalls.Report), nameof(IConversationCalls.Record)];

    public static readonly Dictionary<string, Question> All = new()
    {
        [nameof(IConversationCalls.Place)] = Each(async (grain, access, world, person, talk) =>
        {
            var id = Guid.NewGuid();
            var got = await Outcome(async () => (await grain.Place(new(id, talk.Line, talk.Contact, person.Id, World.Phone), default)).Created);
            await world.End(talk, id);
            var another = await Outcome(async () => (await grain.Place(new(Guid.NewGuid(), talk.Line, talk.Contact, Guid.NewGuid(), World.Phone), default)).Created);
            return (access switch { null => Of(Refusals.UnknownLine), LineAccess.Read => Of(Refusals.ReadOnlyLine), _ => $"done, for another {Refusals.UnknownLine}" }, $"{got}, for another {another}");
        }),
        [nameof(IConversationCalls.HangUp)] = Each(async (grain, access, world, person, talk) => (
            access switch { null => "nothing", LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" },
            await Outcome(async () => await grain.HangUp(talk.Called, default) is not null))),
    };

    private static string Of(string refused) => $"{refused}, for another {refused}";

    private static Question Each(Func<IConversationCalls, LineAccess?, World, Person, Talk, Task<(string Wanted, string Got)>> ask) => async (world, person, verdicts) =>
    {
        CallerContext.Set(new(person.Id, person.Role));
        foreach (var talk in world.Talks)
        {
            var (wanted, got) = await ask(world.Grains.Calls(talk.Id), world.Oracle.AccessTo(person, talk.Line), world, person, talk);
            verdicts.Same(wanted, got, person, $"at the grain of calls with {talk.Contact} on {talk.Line}");
        }
    };
}
