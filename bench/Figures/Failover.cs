using System.Diagnostics;
using System.Globalization;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Figures;

/// <summary>
/// One of two silos is killed under load, again and again: how long until the other takes webhooks for each conversation that the killed
/// one had in memory. The carrier tries again meanwhile.
/// </summary>
internal sealed class Failover(Scene scene)
{
    private const int Kills = 7;
    private const int MostKills = 3 * Kills;
    private const int Conversations = 256;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private readonly List<double> _took = [];
    private readonly List<int> _away = [];

    public IReadOnlyList<Reading> Readings =>
    [
        Reading.Once("silo killed: until the last of its conversations was answered, the shortest", _took.Min(), "s"),
        Reading.Once("silo killed: the same, the longest", _took.Max(), "s"),
        Reading.Once($"conversations of {Conversations} that were answered later than at once, the middle", Median.Of(_away.Select(count => (double)count)), ""),
    ];

    public async Task<IReadOnlyList<Figure>> Measure(SiloProcess survivor, World world, CancellationToken cancellation)
    {
        var victim = await scene.Beside(survivor, cancellation);
        for (var kill = 0; _took.Count < Kills; kill++)
        {
            Findings.Progress($"Killing one of two silos, {_took.Count + 1} of {Kills}…");
            if (kill == MostKills)
            {
                throw new BenchException("No conversations come to live at the silo that is to be killed.");
            }

            await AreTwo(world.Contestant.Database, cancellation);
            await One(victim, world, kill, cancellation);
            await victim.Stop();
            await victim.Start(cancellation);
        }

        await victim.Stop();
        return
        [
            Figure.Most("P16", $"silo killed: until the other answers for all its conversations, the middle of {Kills}", 5, Median.Of(_took), "s"),
            Figure.Most("P16", "the same, the longest", 10, _took.Max(), "s"),
        ];
    }

    private async Task One(SiloProcess victim, World world, int kill, CancellationToken cancellation)
    {
        // New ones each time, or all would live where they outlived the last kill. Asked for at the one that is killed, as half of the traffic would be.
        var contacts = Enumerable.Range(kill * Conversations, Conversations).Select(place => CarrierSide.Contact(Kinds.Moved, place)).ToList();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(contacts.Select(contact => Taken(victim.Contestant, world, contact, began, cancellation)));

        began = Stopwatch.GetTimestamp();
        await victim.Kill(cancellation);
        var took = await Task.WhenAll(contacts.Select(contact => Taken(world.Contestant, world, contact, began, cancellation)));
        // Who had not to wait for the news of the death lived at the survivor. A silo that has just started may not have been given any.
        if (took.Count(seconds => seconds > 1) is > 0 and var away)
        {
            _took.Add(took.Max());
            _away.Add(away);
        }
    }

    /// <returns>Seconds until the webhook was taken; it is sent again until then, as the carrier would.</returns>
    private static async Task<double> Taken(Contestant silo, World world, string contact, long began, CancellationToken cancellation)
    {
        var traffic = world.InboundFrom(() => contact);
        var request = new RequestBuffer();
        traffic.Write(request);
        using var connection = new Connection();
        await connection.Open(silo.Address, cancellation);
        while (true)
        {
            var (status, body) = await connection.Exchange(request.Written, cancellation);
            if (traffic.Take(status, body.Span))
            {
                world.Whole.Expect(Receipts.Of([traffic]));
                return Stopwatch.GetElapsedTime(began).TotalSeconds;
            }

            if (Stopwatch.GetElapsedTime(began) > Longest)
            {
                throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"The other silo does not answer for a conversation {Longest.TotalSeconds} s after the kill."));
            }

            await Task.Delay(BetweenTries, TimeProvider.System, cancellation);
        }
    }

    private static async Task AreTwo(Database database, CancellationToken cancellation)
    {
        // 3 is Active.
        while (await database.Ask<long>("select count(*) from orleans_membership where status = 3", cancellation) != 2)
        {
            await Task.Delay(BetweenTries, TimeProvider.System, cancellation);
        }
    }
}
