using System.Reflection;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Calls;
using OrleansSms.Members;
using OrleansSms.Web.Components.Parts;
using OrleansSms.Web.Components.Settings;
using OrleansSms.Web.Live;
using OrleansSms.Web.Tests.Calls;

namespace OrleansSms.Web.Tests.Settings;

public sealed class NotificationsPageTests : BunitContext
{
    private readonly SoftphoneDouble _browser = new();
    private readonly List<(AlertChoices Choices, TaskCompletionSource Saved)> _saves = [];

    public NotificationsPageTests()
    {
        var desk = new DeskDouble();
        var member = new Member(new SignedIn(), desk, new FirstPaint());
        var document = Answers.As<IMemberGrain>((method, arguments) => method.Name == nameof(IMemberGrain.Alerts) ? Task.FromResult(AlertChoices.Usual) : Save((AlertChoices)arguments[0]!));
        var grains = Answers.As<IGrainFactory>((_, _) => document);
        var callers = Answers.As<ICallers>((_, _) => new Caller(Some.Me, Role.Member));
        Services.AddSingleton(new Alerts(null!, member, null!, new NamesDouble(), desk, grains, callers, new FirstPaint(), Some.Time, NullLogger<Alerts>.Instance)).AddSingleton(new Notices());
        Services.AddSingleton<ISoftphone>(_browser).AddSingleton<Softphone>();
        ComponentFactories.AddStub<Title>();
    }

    [Fact]
    public void What_is_pressed_while_something_is_saved_is_saved_after_it()
    {
        var page = Render<NotificationsPage>();
        Box(page, "A note mentions me: desktop").Change(true);
        Box(page, "A note mentions me: sound").Change(false);
        Box(page, "A message of mine was not delivered: sound").Change(false);
        Assert.Equal(AlertWays.Sound | AlertWays.Desktop, Assert.Single(_saves).Choices.Mentioned);

        _saves[0].Saved.SetResult();
        page.WaitForAssertion(() => Assert.Equal((AlertWays.Desktop, AlertWays.None), (_saves[1].Choices.Mentioned, _saves[1].Choices.Failed)));
    }

    [Fact]
    public void What_could_not_be_saved_is_told_and_the_box_shows_what_holds()
    {
        var page = Render<NotificationsPage>();
        Box(page, "A note mentions me: desktop").Change(true);
        _saves[0].Saved.SetException(new TimeoutException());

        page.WaitForAssertion(() => Assert.Contains("That was not saved.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.False(Box(page, "A note mentions me: desktop").HasAttribute("checked"));
    }

    [Fact]
    public void Quiet_times_begin_in_the_evening_and_can_be_moved()
    {
        var page = Render<NotificationsPage>();
        page.FindAll(".check input")[1].Change(true);
        _saves[0].Saved.SetResult();
        page.WaitForElement("#quiet-from").Change("22:15");

        page.WaitForAssertion(() => Assert.Equal((new TimeOnly(22, 15), new TimeOnly(7, 0)), (_saves[1].Choices.QuietFrom, _saves[1].Choices.QuietTo)));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public void Ringing_is_told_of_where_calls_ring_in_browsers(bool isThere, int boxes)
    {
        _browser.Sources = isThere ? ["wss://carrier.example"] : [];

        Assert.Equal(boxes, Render<NotificationsPage>().FindAll("input[aria-label^='A call rings in this browser']").Count);
    }

    private static AngleSharp.Dom.IElement Box(IRenderedComponent<NotificationsPage> page, string name) => page.Find($"input[aria-label='{name}']");

    private Task Save(AlertChoices choices)
    {
        _saves.Add((choices, new()));
        return _saves[^1].Saved.Task;
    }
}

/// <summary>Stands in for an interface of which a test needs a method or two.</summary>
public class Answers : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> _answer = (_, _) => null;

    public static T As<T>(Func<MethodInfo, object?[], object?> answer) where T : class
    {
        var proxy = Create<T, Answers>();
        ((Answers)(object)proxy)._answer = answer;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);
}
