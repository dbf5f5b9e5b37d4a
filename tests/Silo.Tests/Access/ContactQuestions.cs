using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Contacts;
using OrleansSms.Conversations;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>What was said with a contact: contacts are everybody's, conversations are not.</summary>
internal static class ContactQuestions
{
    public static readonly Dictionary<string, Question> All = new()
    {
        [nameof(IContactHistory.Timeline)] = OfEachTalk(async (history, world, person, talk, verdicts) =>
        {
            var entries = (await history.Timeline(talk.ContactId, null, 200, default)).Entries.Select(entry => entry.Entry).ToList();
            verdicts.SameSet(
                Seen(world, person, talk).SelectMany(_ => new[] { talk.Secret, $"answer {talk.Secret}" }),
                // What other questions send in the meantime is not compared.
                entries.OfType<Message>().Select(message => message.Body).Where(body => body.EndsWith(talk.Secret, StringComparison.Ordinal)).Distinct(), person, $"timeline of {talk.Contact}");
            verdicts.SameSet(
                Seen(world, person, talk).SelectMany(_ => new[] { talk.Called, talk.Rung }),
                entries.OfType<Call>().Select(call => call.Id).Where(id => id == talk.Called || id == talk.Rung), person, $"calls in the timeline of {talk.Contact}");
            verdicts.Same(true, entries.OfType<Call>().All(call => call.MemberNumber is null), person, $"phones of members in the timeline of {talk.Contact}");
        }),
        [nameof(IContactHistory.Conversations)] = OfEachTalk(async (history, world, person, talk, verdicts) => verdicts.SameSet(
            Seen(world, person, talk).Select(seen => seen.Id), (await history.Conversations(talk.ContactId, default)).Select(row => row.Head.Id), person, $"conversations of {talk.Contact}")),
        [nameof(IContactHistory.Activity)] = OfEachTalk(async (history, world, person, talk, verdicts) => verdicts.SameSet(
            Seen(world, person, talk).Select(seen => seen.ContactId), (await history.Activity([await Contact(world, talk)], default)).Keys, person, $"last contact of {talk.Contact}")),
    };

    private static IEnumerable<Talk> Seen(World world, Person person, Talk talk) => world.Oracle.Sees(person, talk.Line) ? [talk] : [];

    private static async Task<Contact> Contact(World world, Talk talk)
    {
        await using var scope = DeskQuestions.Arrive(world, world.People[0]);
        return (await scope.ServiceProvider.GetRequiredService<IContactBook>().Find(talk.ContactId, default))!;
    }

    private static Question OfEachTalk(Func<IContactHistory, World, Person, Talk, Verdicts, Task> ask) => async (world, person, verdicts) =>
    {
        await using var scope = DeskQuestions.Arrive(world, person);
        foreach (var talk in world.Talks)
        {
            await ask(scope.ServiceProvider.GetRequiredService<IContactHistory>(), world, person, talk, verdicts);
        }
    };
}
