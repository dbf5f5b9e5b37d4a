using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Calls;

/// <summary>Whose phones ring next for a call that comes in. Who was asked is remembered, not where in the row they stood: members come and go between two rounds.</summary>
internal static class RingPlan
{
    /// <summary>Most phones that the carrier rings at the same time.</summary>
    public const int MostTogether = 10;

    /// <param name="phonesOfLine">Always in the same order.</param>
    /// <param name="asked">Members whose phones rang for this call before: none of them rings again.</param>
    /// <returns>None: the end of the ringing. All that one member has rings together.</returns>
    public static ImmutableArray<MemberPhone> Of(VoiceSettings settings, ImmutableArray<MemberPhone> phonesOfLine, DateTimeOffset now, IReadOnlySet<Guid> asked)
    {
        if (!OpenTimes.AreNow(settings, now))
        {
            return [];
        }

        var members = Takers(settings, phonesOfLine, asked).GroupBy(phone => phone.UserId).Select(own => own.Take(MostTogether).ToList());
        return settings.Order == RingOrder.InOrder ? [.. members.FirstOrDefault() ?? []] : [.. Together(members)];
    }

    private static IEnumerable<MemberPhone> Together(IEnumerable<List<MemberPhone>> members)
    {
        var places = MostTogether;
        return members.TakeWhile(own => (places -= own.Count) >= 0).SelectMany(own => own);
    }

    /// <summary>Those who take calls and were not asked, in the order of the settings; a phone that two share rings once.</summary>
    private static IEnumerable<MemberPhone> Takers(VoiceSettings settings, ImmutableArray<MemberPhone> phonesOfLine, IReadOnlySet<Guid> asked)
    {
        var rang = phonesOfLine.Where(phone => asked.Contains(phone.UserId)).Select(phone => phone.Number).ToHashSet();
        var available = phonesOfLine.Where(phone => phone.IsAvailable && !asked.Contains(phone.UserId) && !rang.Contains(phone.Number));
        var wanted = settings.Members.IsEmpty
            ? available
            : settings.Members.Distinct().Join(available, member => member, phone => phone.UserId, (_, phone) => phone);
        return wanted.DistinctBy(phone => phone.Number);
    }
}
