using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using OrleansSms.Calls;
using OrleansSms.Grains.Calls;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class RingPlanTests
{
    private static readonly Guid Anna = Guid.NewGuid();
    private static readonly Guid Ben = Guid.NewGuid();
    private static readonly Guid Cleo = Guid.NewGuid();

    private static readonly ImmutableArray<MemberPhone> Phones = [new(Anna, "+447700900311", true), new(Ben, "+447700900312", true), new(Cleo, "+447700900313", true)];
    private static readonly VoiceSettings Together = VoiceSettings.Default;
    private static readonly VoiceSettings InOrder = Together with { Order = RingOrder.InOrder };

    private static readonly Gen<(VoiceSettings Settings, ImmutableArray<MemberPhone> Phones)> Lines =
        from phones in Gen.Select(Gen.Guid, Gen.Int[0, 60], Gen.Bool).Array[0, 40]
        from named in Gen.Shuffle(phones.Select(phone => phone.Item1).ToArray())
        from count in Gen.Int[0, 20]
        from strangers in Gen.Guid.Array[0, 3]
        from order in Gen.Enum<RingOrder>()
        select (
            VoiceSettings.Default with { Order = order, Members = count == 0 ? [] : [.. named.Take(count), .. strangers] },
            phones.DistinctBy(phone => phone.Item1).Select(phone => new MemberPhone(phone.Item1, "+44770090" + phone.Item2.ToString("0000", CultureInfo.InvariantCulture), phone.Item3)).ToImmutableArray());

    private static readonly Gen<(VoiceSettings Settings, ImmutableArray<MemberPhone> Phones, bool[][] Comings)> Comings =
        from line in Lines
        from comings in Gen.Bool.Array[0, 40].Array[0, 6]
        select (line.Settings, line.Phones, comings);

    [Fact]
    public void Together_all_phones_ring_at_once() => Assert.Equal([Phones], Rounds(Together, Phones));

    [Fact]
    public void In_order_they_ring_one_after_the_other()
    {
        Assert.Equal([[Phones[0]], [Phones[1]], [Phones[2]]], Rounds(InOrder, Phones));
        Assert.Equal([[Phones[2]], [Phones[0]]], Rounds(InOrder with { Members = [Cleo, Anna] }, Phones));
    }

    [Fact]
    public void Who_takes_no_calls_any_more_makes_nobody_be_passed_over()
    {
        Assert.Equal([Phones[1]], RingPlan.Of(InOrder, Without(0), Some.Now, Asked(Anna)));
        Assert.Equal([Phones[2]], RingPlan.Of(InOrder, Without(1), Some.Now, Asked(Anna)));
        Assert.Equal([Phones[1]], RingPlan.Of(InOrder, Phones.RemoveAt(0), Some.Now, Asked(Anna)));
    }

    [Fact]
    public void Who_takes_calls_again_rings_and_nobody_rings_twice_for_it()
    {
        Assert.Equal([Phones[1]], RingPlan.Of(InOrder, Without(0), Some.Now, Asked()));
        Assert.Equal([Phones[0]], RingPlan.Of(InOrder, Phones, Some.Now, Asked(Ben)));
        Assert.Equal([Phones[2]], RingPlan.Of(InOrder, Phones, Some.Now, Asked(Ben, Anna)));
        Assert.Equal([Phones[1]], RingPlan.Of(Together, Phones, Some.Now, Asked(Anna, Cleo)));
    }

    [Fact]
    public void More_than_the_carrier_rings_at_once_ring_in_rounds()
    {
        ImmutableArray<MemberPhone> many = [.. Enumerable.Range(0, 23).Select(i => new MemberPhone(Guid.NewGuid(), $"+4477009003{i:00}", true))];

        Assert.Equal([10, 10, 3], Rounds(Together, many).Select(round => round.Length));
    }

    [Fact]
    public void What_a_member_has_rings_together_also_at_the_edge_of_a_round()
    {
        ImmutableArray<MemberPhone> nine = [.. Enumerable.Range(0, 9).Select(i => new MemberPhone(Guid.NewGuid(), $"+4477009003{i:00}", true))];
        ImmutableArray<MemberPhone> own = [new(Anna, "+447700900399", true), new(Anna, BrowserPhone.Of(Anna), true)];

        Assert.Equal([nine, own], Rounds(Together, [.. nine, .. own]));
    }

    [Fact]
    public void Who_takes_no_calls_named_no_phone_or_is_not_on_the_line_is_left_out()
    {
        var phones = Phones.SetItem(1, Phones[1] with { IsAvailable = false });

        Assert.Equal([Anna, Cleo], First(Together, phones).Select(phone => phone.UserId));
        Assert.Equal([Cleo], First(Together with { Members = [Guid.NewGuid(), Ben, Cleo] }, phones).Select(phone => phone.UserId));
        Assert.Empty(First(Together, []));
    }

    [Fact]
    public void A_phone_that_two_share_rings_once()
    {
        var shared = Phones.SetItem(1, Phones[1] with { Number = Phones[0].Number });
        ImmutableArray<MemberPhone> withBrowser = [.. shared[..2], new(Ben, BrowserPhone.Of(Ben), true)];

        Assert.Equal([Anna, Cleo], First(Together, shared).Select(phone => phone.UserId));
        Assert.Equal([[shared[0]], [shared[2]]], Rounds(InOrder, shared));
        // Also when whoever it rang for takes no calls any more; what only the other has rings.
        Assert.Equal([shared[2]], RingPlan.Of(InOrder, shared.SetItem(0, shared[0] with { IsAvailable = false }), Some.Now, Asked(Anna)));
        Assert.Equal([[shared[0]], [withBrowser[2]]], Rounds(InOrder, withBrowser));
    }

    [Fact]
    public void What_a_member_has_rings_together_also_in_order()
    {
        ImmutableArray<MemberPhone> phones = [Phones[0], new(Anna, BrowserPhone.Of(Anna), true), new(Ben, BrowserPhone.Of(Ben), true), Phones[2]];

        Assert.Equal([phones[..2], [phones[2]], [phones[3]]], Rounds(InOrder, phones));
        Assert.Equal([[phones[2]], phones[..2]], Rounds(InOrder with { Members = [Ben, Anna] }, phones));
        Assert.Equal([phones], Rounds(Together, phones));
    }

    [Fact]
    public void Outside_the_hours_and_on_holidays_nobody_is_rung()
    {
        Assert.Empty(First(Together with { Hours = [new(Some.Now.DayOfWeek, new(9, 0), new(17, 0))] }, Phones));
        Assert.Empty(First(Together with { Holidays = [new(DateOnly.FromDateTime(Some.Now.Date), "")] }, Phones));
        Assert.NotEmpty(First(Together with { Hours = [new(Some.Now.DayOfWeek, new(8, 0), new(17, 0))] }, Phones));
    }

    [Fact]
    public void Over_all_rounds_every_phone_that_takes_calls_rings_exactly_once_and_no_other() => Lines.Sample((settings, phones) =>
    {
        var rounds = Rounds(settings, phones);
        var rung = rounds.SelectMany(round => round).ToList();
        var may = phones.Where(phone => phone.IsAvailable && May(settings, phone)).ToList();

        Assert.Equal(may.Select(phone => phone.Number).Distinct().Order(), rung.Select(phone => phone.Number).Order());
        Assert.All(rung, phone => Assert.Contains(phone, may));
        Assert.All(rounds, round => Assert.InRange(round.Length, 1, settings.Order == RingOrder.InOrder ? 1 : RingPlan.MostTogether));
        // Only the last one is not full.
        Assert.All(rounds.SkipLast(1), round => Assert.Equal(settings.Order == RingOrder.InOrder ? 1 : RingPlan.MostTogether, round.Length));
    });

    [Fact]
    public void They_ring_in_the_order_of_the_settings() => Lines.Sample((settings, phones) =>
    {
        var order = settings.Members.IsEmpty ? [.. phones.Select(phone => phone.UserId)] : settings.Members;
        var rung = Rounds(settings, phones).SelectMany(round => round).Select(phone => order.IndexOf(phone.UserId)).ToList();

        Assert.Equal(rung.Order(), rung);
    });

    [Fact]
    public void However_members_come_and_go_nobody_rings_twice_and_the_end_comes_when_nobody_is_left() => Comings.Sample(coming =>
    {
        var (settings, phones, comings) = coming;
        var (asked, rung, last) = (new HashSet<Guid>(), new List<MemberPhone>(), phones);
        foreach (var flip in comings)
        {
            last = [.. phones.Select((phone, i) => phone with { IsAvailable = flip.Length > i ? flip[i] : phone.IsAvailable })];
            rung.AddRange(Take(settings, last, asked));
        }

        rung.AddRange(Rounds(settings, last, asked).SelectMany(round => round));

        Assert.Equal(rung.Select(phone => phone.UserId).Distinct().Count(), rung.Count);
        Assert.Equal(rung.Select(phone => phone.Number).Distinct().Count(), rung.Count);
        var numbers = rung.Select(phone => phone.Number).ToHashSet();
        Assert.All(last.Where(phone => phone.IsAvailable && May(settings, phone)), phone => Assert.Contains(phone.Number, numbers));
        Assert.Empty(RingPlan.Of(settings, last, Some.Now, asked));
    });

    private static bool May(VoiceSettings settings, MemberPhone phone) => settings.Members.IsEmpty || settings.Members.Contains(phone.UserId);

    private static ImmutableArray<MemberPhone> Without(int index) => Phones.SetItem(index, Phones[index] with { IsAvailable = false });

    private static HashSet<Guid> Asked(params Guid[] members) => [.. members];

    private static ImmutableArray<MemberPhone> First(VoiceSettings settings, ImmutableArray<MemberPhone> phones) => RingPlan.Of(settings, phones, Some.Now, Asked());

    private static ImmutableArray<MemberPhone> Take(VoiceSettings settings, ImmutableArray<MemberPhone> phones, HashSet<Guid> asked)
    {
        var round = RingPlan.Of(settings, phones, Some.Now, asked);
        asked.UnionWith(round.Select(phone => phone.UserId));
        return round;
    }

    private static List<ImmutableArray<MemberPhone>> Rounds(VoiceSettings settings, ImmutableArray<MemberPhone> phones, HashSet<Guid>? asked = null)
    {
        asked ??= [];
        return [.. Enumerable.Range(0, 100).Select(_ => Take(settings, phones, asked)).TakeWhile(round => !round.IsEmpty)];
    }
}
