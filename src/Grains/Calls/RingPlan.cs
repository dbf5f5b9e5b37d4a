using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Calls;

/// <summary>Whose phones ring for a call that comes in. It follows from what is stored, so that any silo gives the same answer to the same question.</summary>
internal static class RingPlan
{
    /// <summary>Most phones that the carrier rings at the same time.</summary>
    public const int MostTogether = 10;

    /// <param name="phonesOfLine">Always in the same order.</param>
    /// <param name="round">From 0; the first round that is empty is the end of the ringing.</param>
    public static ImmutableArray<MemberPhone> Of(VoiceSettings settings, ImmutableArray<MemberPhone> phonesOfLine, DateTimeOffset now, int round)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(round);
        if (!OpenTimes.AreNow(settings, now))
        {
            return [];
        }

        var takers = Takers(settings, phonesOfLine);
        return settings.Order == RingOrder.InOrder
            // All that one member has ring together.
            ? [.. takers.GroupBy(phone => phone.UserId).ElementAtOrDefault(round)?.Take(MostTogether) ?? []]
            : [.. takers.Skip(round * MostTogether).Take(MostTogether)];
    }

    /// <summary>Those who take calls, in the order of the settings; a phone that two share rings once.</summary>
    private static IEnumerable<MemberPhone> Takers(VoiceSettings settings, ImmutableArray<MemberPhone> phonesOfLine)
    {
        var available = phonesOfLine.Where(phone => phone.IsAvailable);
        var wanted = settings.Members.IsEmpty
            ? available
            : settings.Members.Distinct().Join(available, member => member, phone => phone.UserId, (_, phone) => phone);
        return wanted.DistinctBy(phone => phone.Number);
    }
}
