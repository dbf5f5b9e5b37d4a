using OrleansSms.Conversations;
using OrleansSms.Lines;
using OrleansSms.Members;
using static OrleansSms.Silo.Tests.Access.Verdicts;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>Past the desk: the grain itself, asked as somebody who knows every id.</summary>
internal static class GrainQuestions
{
    /// <summary>The doors of the carrier and of the clock, which no member reaches.</summary>
    public static readonly string[] Carriers = [nameof(IConversationGrain.Receive), nameof(IConversationGrain.Report), nameof(IConversationGrain.Bill), nameof(IConversationGrain.Wake), nameof(IConversationGrain.DeleteTexts)];

    public static readonly Dictionary<string, Question> All = new()
    {
        [nameof(IConversationGrain.Page)] = Each(async (grain, access, person, talk) => (
            access is null ? "nothing" : "done", await Outcome(async () => await grain.Page(null, 50, default) is not null))),
        [nameof(IConversationGrain.Send)] = Each(async (grain, access, person, talk) => (
            access switch { null => Refusals.UnknownLine, LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" },
            await Outcome(async () => (await grain.Send(new(Guid.NewGuid(), talk.Line, talk.Contact, "hello", [], person.Id, null), default)).Created))),
        [nameof(IConversationGrain.SendAgain)] = Each(async (grain, access, person, talk) => (
            access switch { null => "nothing", LineAccess.Read => Refusals.ReadOnlyLine, _ => Refusals.NothingToSendAgain },
            await Outcome(async () => await grain.SendAgain(talk.Outbound, default) is not null))),
        [nameof(IConversationGrain.Withdraw)] = Each(async (grain, access, person, talk) => (
            access switch { null => "nothing", LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" },
            await Outcome(async () => await grain.Withdraw(talk.Withdrawn, default) is not null))),
        [nameof(IConversationGrain.Reschedule)] = Each(async (grain, access, person, talk) => (
            access switch { null => "nothing", LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" },
            await Outcome(async () => await grain.Reschedule(talk.Later, new(), default) is not null))),
        [nameof(IConversationGrain.MarkRead)] = Each(async (grain, access, person, talk) => (
            access is null ? "nothing" : "done", await Outcome(() => grain.MarkRead(1, default)))),
        [nameof(IConversationGrain.MarkUnread)] = Each(async (grain, access, person, talk) => (
            access is null ? "nothing" : "done", await Outcome(() => grain.MarkUnread(default)))),
        [nameof(IConversationGrain.Snooze)] = Each(async (grain, access, person, talk) => (
            access switch { null => "nothing", LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" }, await Outcome(() => grain.Snooze(null, default)))),
        [nameof(IConversationGrain.Assign)] = Each(async (grain, access, person, talk) => (
            access switch { null => "nothing", LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" }, await Outcome(() => grain.Assign(null, default)))),
        [nameof(IConversationGrain.Tag)] = Each(async (grain, access, person, talk) => (
            access switch { null => "nothing", LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" }, await Outcome(() => grain.Tag("vip", true, default)))),
        [nameof(IConversationGrain.AddNote)] = Each(async (grain, access, person, talk) => (
            access switch { null => "nothing", LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" }, await Outcome(async () => await grain.AddNote(new(Guid.NewGuid(), "for us", []), default) is not null))),
        [nameof(IConversationGrain.SetState)] = Each(async (grain, access, person, talk) => (
            access switch { null => "nothing", LineAccess.Read => Refusals.ReadOnlyLine, _ => "done" },
            await Outcome(() => grain.SetState(ConversationState.Open, default)))),
    };

    private static Question Each(Func<IConversationGrain, LineAccess?, Person, Talk, Task<(string Wanted, string Got)>> ask) => async (world, person, verdicts) =>
    {
        CallerContext.Set(new(person.Id, person.Role));
        foreach (var talk in world.Talks)
        {
            var (wanted, got) = await ask(world.Grains.Conversation(talk.Id), world.Oracle.AccessTo(person, talk.Line), person, talk);
            verdicts.Same(wanted, got, person, $"at the grain of {talk.Contact} on {talk.Line}");
        }
    };
}
