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

    [Fact]
    public void Together_all_phones_ring_at_once()
    {
        Assert.Equal(Phones, Round(Together, 0));
        Assert.Empty(Round(Together, 1));
    }

    [Fact]
    public void In_order_they_ring_one_after_the_other()
    {
        Assert.Equal([[Phones[0]], [Phones[1]], [Phones[2]], []], Enumerable.Range(0, 4).Select(round => Round(InOrder, round)));
        Assert.Equal([Cleo, Anna], Enumerable.Range(0, 2).Select(round => Assert.Single(Round(InOrder with { Members = [Cleo, Anna] }, round)).UserId));
    }

    [Fact]
    public void More_than_the_carrier_rings_at_once_ring_in_rounds()
    {
        ImmutableArray<MemberPhone> many = [.. Enumerable.Range(0, 23).Select(i => new MemberPhone(Guid.NewGuid(), $"+4477009003{i:00}", true))];

        Assert.Equal([10, 10, 3, 0], Enumerable.Range(0, 4).Select(round => RingPlan.Of(Together, many, Some.Now, round).Length));
    }

    [Fact]
    public void Who_takes_no_calls_named_no_phone_or_is_not_on_the_line_is_left_out()
    {
        var phones = Phones.SetItem(1, Phones[1] with { IsAvailable = false });

        Assert.Equal([Anna, Cleo], RingPlan.Of(Together, phones, Some.Now, 0).Select(phone => phone.UserId));
        Assert.Equal([Cleo], RingPlan.Of(Together with { Members = [Guid.NewGuid(), Ben, Cleo] }, phones, Some.Now, 0).Select(phone => phone.UserId));
        Assert.Empty(RingPlan.Of(Together, [], Some.Now, 0));
    }

    [Fact]
    public void A_phone_that_two_share_rings_once() =>
        Assert.Equal([Anna, Cleo], RingPlan.Of(Together, Phones.SetItem(1, Phones[1] with { Number = Phones[0].Number }), Some.Now, 0).Select(phone => phone.UserId));

    [Fact]
    public void What_a_member_has_rings_together_also_in_order()
    {
        ImmutableArray<MemberPhone> phones = [Phones[0], new(Anna, BrowserPhone.Of(Anna), true), new(Ben, BrowserPhone.Of(Ben), true), Phones[2]];

        Assert.Equal([phones[..2], [phones[2]], [phones[3]], []], Enumerable.Range(0, 4).Select(round => RingPlan.Of(InOrder, phones, Some.Now, round)));
        Assert.Equal([[phones[2]], phones[..2], []], Enumerable.Range(0, 3).Select(round => RingPlan.Of(InOrder with { Members = [Ben, Anna] }, phones, Some.Now, round)));
        Assert.Equal(phones, RingPlan.Of(Together, phones, Some.Now, 0));
    }

    [Fact]
    public void Outside_the_hours_and_on_holidays_nobody_is_rung()
    {
        Assert.Empty(Round(Together with { Hours = [new(Some.Now.DayOfWeek, new(9, 0), new(17, 0))] }, 0));
        Assert.Empty(Round(Together with { Holidays = [new(DateOnly.FromDateTime(Some.Now.Date), "")] }, 0));
        Assert.NotEmpty(Round(Together with { Hours = [new(Some.Now.DayOfWeek, new(8, 0), new(17, 0))] }, 0));
    }

    [Fact]
    public void Over_all_rounds_every_phone_that_takes_calls_rings_exactly_once_and_no_other() => Lines.Sample((settings, phones) =>
    {
        var rounds = Rounds(settings, phones);
        var rung = rounds.SelectMany(round => round).ToList();
        var may = phones.Where(phone => phone.IsAvailable && (settings.Members.IsEmpty || settings.Members.Contains(phone.UserId))).ToList();

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
    public void After_the_round_in_which_nobody_is_left_nobody_ever_rings() => Lines.Sample((settings, phones) =>
        Assert.Empty(Enumerable.Range(Rounds(settings, phones).Count, 5).SelectMany(round => RingPlan.Of(settings, phones, Some.Now, round))));

    private static ImmutableArray<MemberPhone> Round(VoiceSettings settings, int round) => RingPlan.Of(settings, Phones, Some.Now, round);

    private static List<ImmutableArray<MemberPhone>> Rounds(VoiceSettings settings, ImmutableArray<MemberPhone> phones) =>
        [.. Enumerable.Range(0, 100).Select(round => RingPlan.Of(settings, phones, Some.Now, round)).TakeWhile(round => !round.IsEmpty)];
}
