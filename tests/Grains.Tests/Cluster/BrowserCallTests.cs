using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Cluster;

/// <summary>Calls that ring in members' browsers, step by step as the carrier asks.</summary>
public sealed class BrowserCallTests(BrowserSilo silo) : IClassFixture<BrowserSilo>, IDisposable
{
    private static readonly Guid Anna = Guid.NewGuid();
    private static readonly Guid Ben = Guid.NewGuid();

    private readonly string _line = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ICallReception Reception => silo.ServicesOf(0).GetRequiredService<ICallReception>();

    private IGrainFactory Grains => silo.ServicesOf(0).GetRequiredService<IGrainFactory>();

    [Fact]
    public async Task Whoever_calls_from_the_browser_is_asked_for_no_key()
    {
        CallerContext.Set(new(Some.User, Role.Member));
        var id = silo.ServicesOf(0).GetRequiredService<IConversationIds>().For(_line, StoredThread.Contact);
        var taken = await Grains.Calls(id).Place(new(Guid.NewGuid(), _line, StoredThread.Contact, Some.User, BrowserPhone.Of(Some.User)), Cancellation);

        var act = Assert.IsType<CallAct.DialContact>(await Reception.CallerPickedUp(new(id, taken.Call.Id), Cancellation));

        Assert.Equal((StoredThread.Contact, _line), (act.Contact, act.CallerId));
        Assert.Contains((await silo.Store.Calls.Find(taken.Call.Id, Cancellation))!.Timeline, told => told.Word == CallWords.Confirmed);
    }

    [Fact]
    public async Task Browsers_ring_only_for_lines_whose_carrier_account_knows_them()
    {
        silo.Phones = [new(Anna, "+447700900311", true), new(Anna, BrowserPhone.Of(Anna), true)];

        Assert.Equal(["+447700900311"], (await Ringing()).Phones.Select(phone => phone.Number));
        silo.Calls.HasBrowsers = true;
        Assert.Equal(silo.Phones, (await Ringing()).Phones);
    }

    [Fact]
    public async Task The_first_to_answer_has_the_call_also_among_the_phones_of_one_member()
    {
        var place = (await Ringing(BrowserPhone.Of(Anna), Anna)).Place;

        var answers = new List<CallAct>
        {
            await Reception.MemberAnswered(place, Anna, "CA-browser", Cancellation),
            await Reception.MemberAnswered(place, Anna, "CA-browser", Cancellation),
            await Reception.MemberAccepted(place, Anna, "CA-phone", Cancellation),
            await Reception.MemberAnswered(place, Ben, "CA-ben", Cancellation),
        };
        await Reception.Report(place, new(place.CallId, CallLeg.Member, CallWords.Canceled, "CA-phone", Anna), Cancellation);

        Assert.Equal([typeof(CallAct.Connect), typeof(CallAct.Connect), typeof(CallAct.Goodbye), typeof(CallAct.Goodbye)], answers.Select(act => act.GetType()));
        Assert.Equal((CallStatus.Talking, Anna), await silo.Store.Calls.Find(place.CallId, Cancellation) is { } call ? (call.Status, call.UserId!.Value) : default);
    }

    [Fact]
    public async Task Who_answers_in_the_browser_is_told_that_the_call_is_recorded()
    {
        CallerContext.Set(new(Some.User, Role.Owner));
        await Grains.GetGrain<ILineVoiceGrain>(LineKey.For(_line)).Set(VoiceSettings.Default with { Record = true });
        var place = (await Ringing(BrowserPhone.Of(Anna), Anna)).Place;

        var act = Assert.IsType<CallAct.Tell>(await Reception.MemberAnswered(place, Anna, "CA-browser", Cancellation));

        Assert.Equal(VoiceSettings.Default.Announcement, act.Speech.Text);
    }

    [Fact]
    public async Task Who_answers_after_the_caller_has_gone_hears_so()
    {
        var place = (await Ringing(BrowserPhone.Of(Anna), Anna)).Place;
        await Reception.Report(place, new(place.CallId, CallLeg.Contact, CallWords.Canceled), Cancellation);

        Assert.IsType<CallAct.Goodbye>(await Reception.MemberAnswered(place, Anna, "CA-browser", Cancellation));
    }

    public void Dispose() => silo.Calls.HasBrowsers = false;

    private async Task<CallAct.RingMembers> Ringing(string? phone = null, Guid member = default)
    {
        if (phone is not null)
        {
            (silo.Phones, silo.Calls.HasBrowsers) = ([new(member, phone, true)], true);
        }

        return Assert.IsType<CallAct.RingMembers>(await Reception.Arrived(new("CA" + Guid.NewGuid().ToString("N"), _line, StoredThread.Contact), null, Cancellation));
    }
}
