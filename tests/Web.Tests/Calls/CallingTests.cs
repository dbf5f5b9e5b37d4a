using System.Collections.Immutable;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Web.Components.Calls;

namespace OrleansSms.Web.Tests.Calls;

/// <summary>A page that was there before its circuit.</summary>
public sealed class CallingTests : CallContext
{
    private readonly TaskCompletionSource<ImmutableArray<Call>> _answer = new();

    public override async ValueTask InitializeAsync()
    {
        Desk.UnderWay = [SomeCall.Of(CallStatus.CallingMember)];
        await Services.GetRequiredService<OrleansSms.Web.Live.Member>().Arrive(interactive: false);
        await Calling.Start(interactive: false);
        Desk.Answer = _answer.Task;
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void The_circuit_begins_with_what_was_painted_and_waits_for_nothing()
    {
        Assert.True(Calling.Start(interactive: true).IsCompletedSuccessfully);
        Assert.NotNull(Calling.Own);
    }

    [Fact]
    public void What_ended_meanwhile_goes_when_the_desk_answers()
    {
        _ = Calling.Start(interactive: true);
        var bar = Render<CallBar>();
        Assert.NotEmpty(bar.FindAll("[data-call-bar]"));
        _answer.SetResult([]);
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll("[data-call-bar]")));
    }

    [Fact]
    public async Task What_was_told_after_the_question_is_not_undone_by_the_answer()
    {
        _ = Calling.Start(interactive: true);
        var bar = Render<CallBar>();
        Say(SomeCall.Change(SomeCall.Talking() with { DateUpdated = Some.Noon.AddSeconds(5) }));
        bar.WaitForAssertion(() => Assert.NotNull(bar.Find("call-clock")));
        _answer.SetResult([]);
        await bar.InvokeAsync(() => { });
        Assert.NotNull(bar.Find("call-clock"));
    }
}
