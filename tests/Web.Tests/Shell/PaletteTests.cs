using System.Reflection;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contacts;
using OrleansSms.Inbox;
using OrleansSms.Members;
using OrleansSms.Web.Components.Shell;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Shell;

public sealed class PaletteTests : BunitContext
{
    private readonly DeskDouble _desk = new();

    public PaletteTests()
    {
        var member = new Member(new SignedIn(), _desk, new FirstPaint());
        Services.AddSingleton<IDesk>(_desk).AddSingleton(member).AddSingleton<IContactNames>(new NamesDouble()).AddSingleton(DispatchProxy.Create<IContactBook, EmptyBook>()).AddSingleton<PaletteSearch>();
    }

    [Fact]
    public void Everything_that_can_be_chosen_has_an_id_of_its_own_and_something_to_do()
    {
        var all = PaletteItems.Actions.Concat(PaletteItems.Pages(Role.Owner)).ToList();
        Assert.Equal(all.Count, all.Select(item => item.Id).Distinct().Count());
        Assert.All(all, item => Assert.True(item.Href is not null || item.Does is not null || item.Needs is not null));
    }

    [Fact]
    public void Settings_that_a_role_may_not_open_are_not_offered()
    {
        Assert.Contains(PaletteItems.Pages(Role.Owner), item => item.Href == "settings/carrier");
        Assert.DoesNotContain(PaletteItems.Pages(Role.Member), item => item.Href == "settings/carrier");
    }

    [Fact]
    public void What_is_typed_finds_conversations_and_one_letter_finds_nobody()
    {
        var palette = Render<Palette>();
        palette.Find("command-palette").TriggerEvent("ontyped", new TypedEventArgs { Text = "900226" });
        var hit = palette.Find("[data-found] [role=option]");
        Assert.Equal($"inbox/{Some.Conversation}", hit.GetAttribute("data-href"));
        Assert.Contains("+44 7700 900226", hit.TextContent, StringComparison.Ordinal);

        palette.Find("command-palette").TriggerEvent("ontyped", new TypedEventArgs { Text = "9" });
        Assert.Empty(palette.FindAll("[data-found] [role=option]"));
    }
}

/// <summary>A book with nobody in it.</summary>
public class EmptyBook : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IContactBook.Page) ? Task.FromResult(new ContactPage([], null)) : throw new NotSupportedException(targetMethod?.Name);
}
