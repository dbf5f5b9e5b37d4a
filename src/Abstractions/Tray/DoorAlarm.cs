using System.Collections.Immutable;

namespace OrleansSms.Tray;

/// <summary>What one process turned away as not signed by our account since it last accepted something.</summary>
/// <param name="SeenAt">When the process wrote this, UTC.</param>
/// <param name="AcceptedAt">When it last accepted a webhook, UTC.</param>
/// <param name="Refused">How many since then; the two times are those of the first and the last of them.</param>
public sealed record DoorStreak(DateTimeOffset SeenAt, DateTimeOffset? AcceptedAt, long Refused, DateTimeOffset? FirstAt, DateTimeOffset? LastAt);

/// <summary>The carrier's webhooks are being refused: a token was changed, or the public address is not the one it calls.</summary>
public sealed record DoorAlarm(long Refused, DateTimeOffset Since, DateTimeOffset LastAt)
{
    private const int Burst = 20;
    private const int Few = 5;
    private static readonly TimeSpan Spell = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Living = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <returns>Null: no reason for alarm.</returns>
    public static DoorAlarm? Of(ImmutableArray<DoorStreak> streaks, DateTimeOffset now)
    {
        var recent = streaks.Where(streak => streak is { Refused: > 0, FirstAt: not null, LastAt: not null } && now - streak.LastAt < Forgotten).ToList();

        // One host alone may be set up wrongly while the others accept; one that is gone is nobody's trouble any more.
        var alone = recent.Where(streak => now - streak.SeenAt < Living)
            .Select(streak => Raised(streak.Refused, streak.FirstAt!.Value, streak.LastAt!.Value))
            .Where(alarm => alarm is not null).MaxBy(alarm => alarm!.Refused);

        // All together: nothing was accepted anywhere in the meantime.
        var accepted = streaks.Max(streak => streak.AcceptedAt) ?? DateTimeOffset.MinValue;
        var unheard = recent.Where(streak => streak.FirstAt > accepted).ToList();
        var together = unheard.Count == 0 ? null
            : Raised(unheard.Sum(streak => streak.Refused), unheard.Min(streak => streak.FirstAt!.Value), unheard.Max(streak => streak.LastAt!.Value));
        return together ?? alone;
    }

    private static DoorAlarm? Raised(long refused, DateTimeOffset first, DateTimeOffset last) =>
        refused >= Burst || (refused >= Few && last - first >= Spell) ? new(refused, first, last) : null;
}
