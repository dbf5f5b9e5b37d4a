using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Live;
using OrleansSms.Members;
using OrleansSms.TestKit.Processes;
using OrleansSms.Web.Live;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>What is pushed to an open screen while every conversation moves.</summary>
internal static class LiveQuestions
{
    public static readonly Dictionary<string, Question> All = new()
    {
        [nameof(IChangeFeed)] = async (world, person, verdicts) =>
        {
            await using var scope = DeskQuestions.Arrive(world, person);
            var services = scope.ServiceProvider;
            using var paint = new FirstPaint();
            var member = new Web.Live.Member(new SignedIn(person), services.GetRequiredService<IDesk>(), paint);
            await member.Arrive(interactive: true);
            using var live = new LiveFeed(services.GetRequiredService<IChangeFeed>(), services.GetRequiredService<IAccessChanges>(), member, TimeProvider.System, NullLogger<LiveFeed>.Instance);
            var pushed = new ConcurrentDictionary<ConversationId, bool>();
            using var following = live.Follow(batch =>
            {
                foreach (var change in batch.Changes)
                {
                    pushed[change.Head.Id] = true;
                }

                return Task.CompletedTask;
            });

            // The last to move is one that everybody sees in the end: the first person's screen tells when all has arrived.
            var arrived = new ConcurrentDictionary<ConversationId, bool>();
            using var everything = services.GetRequiredService<IChangeFeed>().Subscribe(change =>
            {
                if (change is not null)
                {
                    arrived[change.Head.Id] = true;
                }
            });
            foreach (var talk in world.Talks)
            {
                await world.Grains.Conversation(talk.Id).Receive(new("SM" + Guid.NewGuid().ToString("N"), talk.Line, talk.Contact, talk.Secret, 1, [], null), default);
            }

            var wanted = world.Talks.Where(talk => world.Oracle.Sees(person, talk.Line)).Select(talk => talk.Id).ToList();
            await Eventually.Get(() => Task.FromResult(arrived.Count), count => count == world.Talks.Count, CancellationToken.None);
            await Eventually.Get(() => Task.FromResult(wanted.Count(pushed.ContainsKey)), count => count == wanted.Count, CancellationToken.None);
            verdicts.SameSet(wanted, pushed.Keys, person, "pushed");
        },
        [nameof(IPresence)] = async (world, person, verdicts) =>
        {
            await using var first = DeskQuestions.Arrive(world, world.People[0]);
            await using var scope = DeskQuestions.Arrive(world, person);
            var presence = scope.ServiceProvider.GetRequiredService<IPresence>();
            var shown = new ConcurrentDictionary<ConversationId, bool>();
            using var watching = presence.Watch(told => shown[told.Conversation] = !told.People.IsEmpty);
            var seats = new List<ISeat?>();
            foreach (var talk in world.Talks)
            {
                seats.Add(await first.ServiceProvider.GetRequiredService<IPresence>().Sit(talk.Id, default));
                var seat = await presence.Sit(talk.Id, default);
                seats.Add(seat);
                verdicts.Same(world.Oracle.Sees(person, talk.Line), seat is not null, person, $"a seat at {talk.Contact}");
            }

            // The first person shares every line: once their own screen was told of all, everything was on its way to everybody.
            var everything = new ConcurrentDictionary<ConversationId, bool>();
            using var all = first.ServiceProvider.GetRequiredService<IPresence>().Watch(told => everything[told.Conversation] = true);
            await Eventually.Get(() => Task.FromResult(everything.Count), count => count == world.Talks.Count, CancellationToken.None);
            var wanted = world.Talks.Where(talk => world.Oracle.Sees(person, talk.Line)).Select(talk => talk.Id).ToList();
            await Eventually.Get(() => Task.FromResult(wanted.Count(shown.ContainsKey)), count => count == wanted.Count, CancellationToken.None);
            verdicts.SameSet(wanted, shown.Keys, person, "told who is there");
            seats.ForEach(seat => seat?.Dispose());
        },
    };

    private sealed class SignedIn(Person person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(DeskQuestions.Principal(person)));
    }
}
