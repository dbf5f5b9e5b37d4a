using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Audit;
using OrleansSms.Calls;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.Grains.Tests.Cluster;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class LineVoiceTests(OneSilo silos) : IClassFixture<OneSilo>
{
    private static readonly VoiceSettings Recorded = VoiceSettings.Default with { Record = true, RingSeconds = 30, Hours = [new(DayOfWeek.Friday, new(9, 0), default)], Holidays = [new(new(2031, 12, 25), "Christmas")] };

    private readonly string _line = StoredThread.NewLine();
    private readonly AuditMemory _audit = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_that_nobody_set_up_does_the_usual() =>
        Assert.Equal(Shown(VoiceSettings.Default), Shown(await DeskOf(Role.Owner, LineAccess.Use).Of(_line, Cancellation)));

    [Theory]
    [InlineData(Role.Owner, LineAccess.Use)]
    [InlineData(Role.Owner, LineAccess.Read)]
    [InlineData(Role.Admin, LineAccess.Use)]
    public async Task Who_looks_after_a_line_sets_it_up_and_that_is_on_record(Role role, LineAccess access)
    {
        Assert.True(await DeskOf(role, access).Set(_line, Recorded, Cancellation));

        Assert.Equal(Shown(Recorded), Shown(await DeskOf(role, access).Of(_line, Cancellation)));
        var entry = Assert.Single(_audit.Entries);
        Assert.Equal(
            (AuditActions.LineVoiceChanged, Some.User, _line, "phones ring for 30 s; opening hours; holidays; calls are recorded"),
            (entry.Action, entry.UserId, entry.Subject, entry.Detail));

        Assert.True(await DeskOf(role, access).Set(_line, Recorded, Cancellation));
        Assert.Single(_audit.Entries);
    }

    [Theory]
    [InlineData(Role.Admin, LineAccess.Read)]
    [InlineData(Role.Admin, null)]
    [InlineData(Role.Owner, null)]
    public async Task A_line_of_others_does_not_exist(Role role, LineAccess? access)
    {
        Assert.Null(await DeskOf(role, access).Of(_line, Cancellation));
        Assert.False(await DeskOf(role, access).Set(_line, Recorded, Cancellation));
        Assert.Empty(_audit.Entries);
    }

    [Theory]
    [InlineData(Role.Member, Scopes.All)]
    [InlineData(null, Scopes.All)]
    [InlineData(Role.Owner, Scopes.Read | Scopes.Send)]
    public async Task Whoever_administers_nothing_is_refused_whatever_their_session_says(Role? role, Scopes scopes)
    {
        var desk = DeskOf(role, LineAccess.Use, scopes);

        Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(() => desk.Of(_line, Cancellation))).Code);
        Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(() => desk.Set(_line, Recorded, Cancellation))).Code);
        Assert.Empty(_audit.Entries);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_changes_nothing()
    {
        var desk = DeskOf(Role.Owner, LineAccess.Use);
        await desk.Set(_line, Recorded, Cancellation);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.Set(_line, Recorded with { RingSeconds = 90 }, Cancellation));

        Assert.Equal((Refusals.InvalidVoiceSettings, "A phone rings for 5 to 60 seconds."), (refused.Code, refused.Message));
        Assert.Equal(Shown(Recorded), Shown(await desk.Of(_line, Cancellation)));
        Assert.Single(_audit.Entries);
    }

    [Fact]
    public async Task Past_the_desk_the_grain_asks_again()
    {
        var grain = Grains.GetGrain<ILineVoiceGrain>(LineKey.For(_line));

        Assert.Equal(Refusals.LineNotFound, (await Assert.ThrowsAsync<RefusedException>(() => grain.Set(Recorded))).Code);
        CallerContext.Set(new(Some.User, Role.Owner, Scopes.Read));
        Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(() => grain.Set(Recorded))).Code);
        Assert.Equal(Shown(VoiceSettings.Default), Shown(await grain.Get()));
    }

    private IGrainFactory Grains => silos.ServicesOf(0).GetRequiredService<IGrainFactory>();

    private LineVoiceDesk DeskOf(Role? role, LineAccess? access, Scopes scopes = Scopes.All) => new(
        new AskedBy(new Caller(Some.User, Role.Owner, scopes)),
        new(Proxied.As<IRoles>((_, _) => Task.FromResult(role)), Proxied.As<ILineDirectory>((_, _) => Task.FromResult(access))),
        Grains, _audit);

    private static string Shown(VoiceSettings? settings) => System.Text.Json.JsonSerializer.Serialize(settings);
}
