using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Cluster;

/// <summary>Rounds of ringing while members come and go.</summary>
public sealed class RingRoundTests(BrowserSilo silo) : IClassFixture<BrowserSilo>
{
    private static readonly DialOutcome Nobody = new("no-answer", null, false, null);

    private readonly MemberPhone _anna = new(Guid.NewGuid(), "+447700900311", true);
    private readonly MemberPhone _ben = new(Guid.NewGuid(), "+447700900312", true);
    private readonly MemberPhone _cleo = new(Guid.NewGuid(), "+447700900313", true);
    private readonly InboundCall _call = new("CA" + Guid.NewGuid().ToString("N"), StoredThread.NewLine(), StoredThread.Contact);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ICallReception Reception => silo.ServicesOf(0).GetRequiredService<ICallReception>();

    [Fact]
    public async Task In_order_nobody_is_passed_over_and_nobody_asked_twice_while_members_come_and_go()
    {
        await Arrive([_anna with { IsAvailable = false }, _ben, _cleo]);
        var place = (await Rings(_ben, Reception.Arrived(_call, null, Cancellation))).Place;
        silo.Phones = [_anna with { IsAvailable = false }, _ben with { IsAvailable = false }, _cleo];
        await Rings(_cleo, Next(place, 0));
        silo.Phones = [_anna, _ben, _cleo];
        await Rings(_anna, Next(place, 1));

        Assert.IsType<CallAct.TakeMessage>(await Next(place, 2));
    }

    [Fact]
    public async Task The_same_question_again_rings_the_same_member_though_somebody_came_in_between()
    {
        await Arrive([_anna with { IsAvailable = false }, _ben, _cleo]);
        var place = (await Rings(_ben, Reception.Arrived(_call, null, Cancellation))).Place;
        silo.Phones = [_anna, _ben, _cleo];

        await Rings(_ben, Reception.Arrived(_call, null, Cancellation));
        await Rings(_anna, Next(place, 0));
        await Rings(_anna, Next(place, 0));
        await Rings(_cleo, Next(place, 1));
    }

    private async Task Arrive(MemberPhone[] phones)
    {
        silo.Phones = [.. phones];
        CallerContext.Set(new(Some.User, Role.Owner));
        await silo.ServicesOf(0).GetRequiredService<IGrainFactory>().GetGrain<ILineVoiceGrain>(LineKey.For(_call.Line))
            .Set(VoiceSettings.Default with { Order = RingOrder.InOrder });
    }

    private static async Task<CallAct.RingMembers> Rings(MemberPhone phone, Task<CallAct> act)
    {
        var ring = Assert.IsType<CallAct.RingMembers>(await act);
        Assert.Equal([phone], ring.Phones);
        return ring;
    }

    private Task<CallAct> Next(CallPlace place, int round) => Reception.MembersRung(place, round, Nobody, Cancellation);
}
