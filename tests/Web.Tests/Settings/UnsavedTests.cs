using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Carrier;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Templates;
using OrleansSms.Web.Components.Parts;
using OrleansSms.Web.Components.Settings;
using OrleansSms.Web.Components.Settings.Carrier;
using OrleansSms.Web.Components.Templates;
using OrleansSms.Web.Tests.Calls;

namespace OrleansSms.Web.Tests.Settings;

/// <summary>Whoever leaves a form with something that is not saved is asked.</summary>
public sealed class UnsavedTests : CallContext
{
    private readonly CarrierDouble _carrier = new() { Accounts = [CarrierDouble.Account()] };

    public UnsavedTests()
    {
        Services.AddSingleton<ICarrierAccounts>(_carrier).AddSingleton<ICarrierNumbers>(_carrier);
        Services.AddSingleton(Answers.As<IProfile>((method, _) => method.Name == nameof(IProfile.Read) ? Task.FromResult(new Profile("Sam", "sam@example.com", true)) : Task.CompletedTask));
        Services.AddSingleton(Answers.As<ITemplates>((_, _) => Task.CompletedTask)).AddSingleton(Answers.As<IMembers>((_, _) => Task.CompletedTask));
        ComponentFactories.AddStub<Title>().AddStub<Web.Components.Calls.BrowserCard>();
    }

    [Theory]
    [InlineData("#name", "Samantha")]
    [InlineData("#email", "s@example.com")]
    [InlineData("#new-password", "long enough to be one")]
    [InlineData("#call-phone", "+44 7700 900077")]
    public void On_the_profile(string field, string typed) => IsAsked(Render<ProfilePage>(), field, typed);

    [Fact]
    public void On_the_profile_what_was_saved_is_no_reason_and_what_was_not_still_is_one()
    {
        var page = Render<ProfilePage>();
        page.Find("#call-phone").Change("+44 7700 900077");
        page.Find("#name").Change("Samantha");
        page.Find("[aria-labelledby=phone-title]").Submit();

        IsAsked(page, "#name", "Samanthe");
        page.Find("#name").Change("Sam");
        IsNotAsked(page);
    }

    [Fact]
    public void Before_an_account_is_added_renamed_or_given_a_token()
    {
        var page = Render<CarrierPage>();
        Button(page, "Add an account").Click();
        IsAsked(page, "#account-sid", "AC1");
        Button(page, "Cancel").Click();
        IsNotAsked(page);

        page.Find("[aria-label^=Rename]").Click();
        IsNotAsked(page);
        IsAsked(page, ".rename input", "Main branch");
        page.Find("[data-cancel]").Click();
        IsNotAsked(page);

        Button(page, "Tokens and key").Click();
        IsAsked(page, "input[id^=token-]", "secret");
        page.Find("input[id^=token-]").Change("");
        IsNotAsked(page);
    }

    [Fact]
    public void In_the_dialog_of_a_template()
    {
        var template = new Template(Guid.NewGuid(), "Hours", "We are open.", true, 0, null, Some.Noon);
        var dialog = Render<TemplateDialog>(with => with.Add(one => one.Template, template));

        IsNotAsked(dialog);
        IsAsked(dialog, "#template-body", "We are open until six.");
        dialog.Find("#template-body").Change("We are open.");
        IsNotAsked(dialog);
    }

    [Fact]
    public void In_the_dialog_of_a_member()
    {
        var member = new MemberView(Guid.NewGuid(), "Dana", "dana@example.com", Role.Member, IsOff: false, HasSecondFactor: false, Some.Noon, []);
        var dialog = Render<MemberDialog>(with => with.Add(one => one.Member, member).Add(one => one.Lines, [new Line(Some.Line, "Main")]).Add(one => one.CanMakeOwners, true));

        IsNotAsked(dialog);
        IsAsked(dialog, "#role", "admin");
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<CarrierPage> page, string label) => page.FindAll("button").First(button => button.TextContent.Trim() == label);

    /// <summary>Stays: what was typed is there still. And the browser asks whoever closes the page.</summary>
    private void IsAsked(IRenderedComponent<IComponent> page, string field, string typed)
    {
        page.Find(field).Change(typed);

        Leave();
        page.WaitForElement("[data-stay]").Click();
        Assert.Equal(NavigationState.Prevented, Services.GetRequiredService<BunitNavigationManager>().History.First().State);
        Assert.Empty(page.FindAll("[data-dialog=unsaved]"));
        Assert.Contains(page.FindComponents<NavigationLock>(), one => one.Instance.ConfirmExternalNavigation);
    }

    private void IsNotAsked(IRenderedComponent<IComponent> page)
    {
        Leave();
        Assert.Equal(NavigationState.Succeeded, Services.GetRequiredService<BunitNavigationManager>().History.First().State);
        Assert.DoesNotContain(page.FindComponents<NavigationLock>(), one => one.Instance.ConfirmExternalNavigation);
    }

    private void Leave() => Services.GetRequiredService<NavigationManager>().NavigateTo($"settings/{Guid.NewGuid()}");
}
