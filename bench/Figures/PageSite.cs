using System.Globalization;
using OrleansSms.Bench.Browse;
using OrleansSms.Bench.Seed;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Figures;

/// <summary>A silo with so many conversations, and the owner signed in to it.</summary>
internal sealed record PageSite(SiloProcess Silo, World World, Visitor Visitor, int Stored)
{
    private const int Days = 30;

    // Most of what is stored was read; of what was not, rows and the list of the unread know.
    private const string Read = """
        insert into read_positions (user_id, conversation_id, inbound_count)
          select m.user_id, c.id, c.inbound_count from line_members m join conversations c on c.line = m.line where abs(hashtext(c.id::text)) % 10 > 0
          on conflict do nothing;
        insert into unread_conversations (user_id, conversation_id)
          select m.user_id, c.id from line_members m join conversations c on c.line = m.line where abs(hashtext(c.id::text)) % 10 = 0
          on conflict do nothing
        """;

    /// <summary>A day in the middle of what is stored, as the list is narrowed down to it.</summary>
    public string FarBack { get; } = TimeProvider.System.GetUtcNow().AddDays(-Days / 2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static async Task<PageSite> Open(Scene scene, Chromium chromium, int stored, IReadOnlyList<SeedPlan> more, CancellationToken cancellation)
    {
        Findings.Progress($"Copying {stored.ToString("N0", CultureInfo.InvariantCulture)} conversations for the pages…");
        var database = await scene.Server.Create($"pages_{(more.Count == 0 ? "few" : "many")}", cancellation);
        var silo = await scene.Silo(database, cancellation);
        var world = new World(silo.Contestant, 1);
        var list = new SeedPlan(Kinds.Background, stored, 1) { Apart = TimeSpan.FromDays(Days) / stored };
        await world.Fill(cancellation, [list, .. more]);
        await database.Execute(Read, cancellation);
        await database.Execute("vacuum analyze read_positions, unread_conversations", cancellation);
        return new(silo, world, await chromium.SignIn(silo.Contestant), stored);
    }
}
