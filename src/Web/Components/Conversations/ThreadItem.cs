using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Conversations;

/// <summary>Where a message stands in its group of neighbours: it shapes the bubble's corners.</summary>
public enum Place
{
    Alone,
    First,
    Middle,
    Last,
}

/// <summary>One entry as the thread shows it.</summary>
/// <param name="Pending">Not durable yet.</param>
public sealed record ThreadItem(IEntry Entry, Place Place, bool Pending)
{
    /// <summary>The entry, of which the caller knows that it is a message.</summary>
    public Message Message => (Message)Entry;

    public bool IsOurs => Message.Direction == Direction.Outbound;

    public bool ShowsMeta => Message.Recovered || Place is Place.Alone or Place.Last || (IsOurs && StatusWords.AlwaysShown(Message.Status));
}

/// <summary>One day of a thread.</summary>
public sealed record ThreadDay(DateOnly Day, ImmutableArray<ThreadItem> Items);

/// <summary>Cuts a thread into days and groups.</summary>
internal static class ThreadDays
{
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(5);

    public static ImmutableArray<ThreadDay> Of(IReadOnlyList<IEntry> entries, IReadOnlyList<IEntry> pending, WallClock clock)
    {
        var shown = ThreadOrder.Of(entries);
        IEntry[] all = [.. shown, .. pending];
        var days = ImmutableArray.CreateBuilder<ThreadDay>();
        for (var i = 0; i < all.Length;)
        {
            var day = clock.Date(ThreadOrder.Came(all[i]));
            var items = ImmutableArray.CreateBuilder<ThreadItem>();
            for (; i < all.Length && clock.Date(ThreadOrder.Came(all[i])) == day; i++)
            {
                items.Add(new(all[i], PlaceOf(Joined(i - 1, i), Joined(i, i + 1)), i >= shown.Count));
            }

            days.Add(new(day, items.ToImmutable()));
        }

        return days.ToImmutable();

        bool Joined(int first, int second) =>
            first >= 0 && second < all.Length && IsGroup(all[first], all[second]) &&
            clock.Date(ThreadOrder.Came(all[first])) == clock.Date(ThreadOrder.Came(all[second]));
    }

    private static bool IsGroup(IEntry one, IEntry other) =>
        one is Message first && other is Message second &&
        first.Direction == second.Direction && first.UserId == second.UserId && first.Recovered == second.Recovered &&
        ThreadOrder.Came(second) - ThreadOrder.Came(first) < Together &&
        !StatusWords.HasNote(first.Status) && !StatusWords.HasNote(second.Status);

    private static Place PlaceOf(bool withPrevious, bool withNext) => (withPrevious, withNext) switch
    {
        (false, false) => Place.Alone,
        (false, true) => Place.First,
        (true, true) => Place.Middle,
        (true, false) => Place.Last,
    };
}
