using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Failures;
using OrleansSms.Members;
using OrleansSms.Web.Components.Calls;

namespace OrleansSms.Web.Tests.Calls;

public sealed class CallWhyTests : CallContext
{
    public CallWhyTests() => Services.AddSingleton<AuthenticationStateProvider>(new Owner());

    [Theory]
    [InlineData(FailureActions.AskAdministrator, "settings/carrier")]
    [InlineData(FailureActions.EditNumber, "new")]
    [InlineData(FailureActions.SendAgain, null)]
    public void What_can_be_done_is_one_click_away(FailureActions actions, string? leadsTo)
    {
        var why = Render<CallWhy>(parameters => parameters.Add(x => x.Title, "No.").Add(x => x.Actions, actions));
        Assert.Equal(leadsTo is null ? [] : [leadsTo], why.FindAll("a").Select(link => link.GetAttribute("href")!));
    }

    private sealed class Owner : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
            new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Some.Me.ToString()), new(ClaimTypes.Role, Word.Of(Role.Owner))], "test"))));
    }
}
