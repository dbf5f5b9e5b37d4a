using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Web.Components.Shell;

namespace OrleansSms.Web.Tests.Shell;

/// <summary>A part of a page that breaks, and what it does about it.</summary>
public sealed class RegionTests : BunitContext
{
    private readonly FakeTimeProvider _time = new();
    private Exception? _fault;
    private int _shown;

    public RegionTests()
    {
        Services.AddSingleton<TimeProvider>(_time);
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void What_passes_by_itself_is_tried_again_without_anybody_asking()
    {
        _fault = new TimeoutException();
        var region = Show();
        Assert.Equal("It is tried again by itself.", region.FindAll("p")[^1].TextContent);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _shown);
        _fault = null;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("here", region.Markup);
    }

    [Fact]
    public void It_gives_up_after_half_a_minute_and_leaves_the_button()
    {
        _fault = new TimeoutException();
        var region = Show();

        for (var second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(6, _shown);
        Assert.DoesNotContain("by itself", region.Markup, StringComparison.Ordinal);
        _fault = null;
        region.Find("button").Click();
        Assert.Equal("here", region.Markup);
    }

    [Fact]
    public void A_fault_of_ours_is_not_tried_again()
    {
        _fault = new InvalidOperationException();
        var region = Show();

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, _shown);
        Assert.DoesNotContain("by itself", region.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_left_the_page_is_not_followed()
    {
        _fault = new TimeoutException();
        Show();

        await DisposeComponentsAsync();
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, _shown);
    }

    private IRenderedComponent<Region> Show() => Render<Region>(region => region.AddChildContent(builder =>
    {
        builder.OpenComponent<Part>(0);
        builder.AddComponentParameter(1, nameof(Part.Show), () =>
        {
            _shown++;
            return _fault is null ? "here" : throw _fault;
        });
        builder.CloseComponent();
    }));

    private sealed class Part : ComponentBase
    {
        [Parameter]
        public Func<string> Show { get; set; } = () => "";

        private string _text = "";

        protected override void OnInitialized() => _text = Show();

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) => builder.AddContent(0, _text);
    }
}
