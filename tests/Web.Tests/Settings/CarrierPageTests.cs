using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Carrier;
using OrleansSms.Web.Components.Parts;
using OrleansSms.Web.Components.Settings.Carrier;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Settings;

public sealed class CarrierPageTests : BunitContext
{
    private readonly CarrierDouble _carrier = new();

    public CarrierPageTests()
    {
        Services.AddSingleton(Some.Clock()).AddSingleton<ICarrierAccounts>(_carrier).AddSingleton<ICarrierNumbers>(_carrier).AddSingleton(new Notices());
        ComponentFactories.AddStub<Title>();
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void The_first_account_is_asked_for_at_once_and_tested_when_it_is_there()
    {
        var page = Render<CarrierPage>();
        Assert.Contains("Add your first account", page.Markup, StringComparison.Ordinal);

        page.Find("#account-sid").Change(" AC1234 ");
        page.Find("#account-token").Change("secret");
        page.Find("form").Submit();

        Assert.Contains("add  AC1234  ", _carrier.Did);
        Assert.DoesNotContain("secret", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_stands_at_its_field_and_what_was_typed_stays()
    {
        _carrier.Wrong = [new("Token", "There is a blank inside the token.")];
        var page = Render<CarrierPage>();

        page.Find("#account-sid").Change("AC1");
        page.Find("form").Submit();

        Assert.Contains("There is a blank inside the token.", page.Find("#account-token-help").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find("#account-token").GetAttribute("aria-invalid"));
        Assert.Equal("AC1", page.Find("#account-sid").GetAttribute("value"));
    }

    [Fact]
    public void A_fault_is_told_with_a_reference_and_can_be_tried_again()
    {
        _carrier.Fault = new InvalidOperationException("password=hunter2");
        var page = Render<CarrierPage>();
        Assert.Contains("Reference", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", page.Markup, StringComparison.Ordinal);

        (_carrier.Fault, _carrier.Accounts) = (null, [CarrierDouble.Account()]);
        Button(page, "Try again").Click();

        Assert.Empty(page.FindAll("[role=alert]"));
        Assert.Contains("1 line sends through it.", page.Find("[data-account]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_account_of_the_configuration_can_be_tested_and_not_changed()
    {
        _carrier.Accounts = [CarrierDouble.Account(isConfigured: true)];
        var page = Render<CarrierPage>();

        Assert.Equal(["Add an account", "Test connection", "Numbers"], page.FindAll("button").Select(button => button.TextContent.Trim()));
        _carrier.Checked = new(false, [new(FindingLevel.Problem, "The carrier has suspended this account.")]);
        Button(page, "Test connection").Click();
        Assert.Contains("has suspended this account", page.Find(".finding-problem").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_is_renamed_in_its_place_and_what_is_wrong_with_the_name_is_told_there()
    {
        _carrier.Accounts = [CarrierDouble.Account()];
        var page = Render<CarrierPage>();
        page.Find("[aria-label='Rename Branch …b5b5']").Click();
        page.Find(".rename input").Change("Head office");
        page.Find("[data-cancel]").Click();
        Assert.Equal("Branch …b5b5", page.Find("[data-account] h2").TextContent);

        page.Find("[aria-label='Rename Branch …b5b5']").Click();
        Assert.Equal("Branch", page.Find(".rename input").GetAttribute("value"));
        _carrier.Wrong = [new("Name", "Enter a name.")];
        page.Find(".rename input").Change("");
        page.Find(".rename").Submit();
        Assert.Equal("Enter a name.", page.Find(".rename [role=alert]").TextContent.Trim());
        Assert.Equal("true", page.Find(".rename input").GetAttribute("aria-invalid"));

        (_carrier.Wrong, _carrier.Fault) = ([], new RefusedException(Refusals.CarrierAccountNotFound, "This account is not here any more."));
        page.Find(".rename").Submit();
        Assert.Equal("This account is not here any more.", page.Find(".rename [role=alert]").TextContent.Trim());

        _carrier.Fault = null;
        page.Find(".rename input").Change("Head office");
        page.Find(".rename").Submit();
        Assert.Equal("Head office …b5b5", page.Find("[data-account] h2").TextContent);
        Assert.Equal(["rename ", "rename ", "rename Head office"], _carrier.Did.Where(did => did.StartsWith("rename", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_rule_that_says_no_is_told_in_its_own_words()
    {
        _carrier.Accounts = [CarrierDouble.Account()];
        var page = Render<CarrierPage>();
        _carrier.Fault = new RefusedException(Refusals.CarrierAccountInUse, "Lines still send through this account.");

        Button(page, "Remove account").Click();

        Assert.Equal("Lines still send through this account.", page.Find("[role=alert]").TextContent);
    }

    [Fact]
    public void A_secret_that_was_kept_leaves_its_field()
    {
        _carrier.Accounts = [CarrierDouble.Account(hasSecondaryToken: true)];
        var page = Render<CarrierPage>();
        Button(page, "Tokens and key").Click();

        page.FindAll(".secret-form input[type=password]")[1].Change("next");
        page.FindAll(".secret-form")[1].Submit();
        Assert.Contains("token next", _carrier.Did);
        Assert.DoesNotContain("next\"", page.Markup, StringComparison.Ordinal);

        page.FindAll("dialog button").Single(button => button.TextContent == "Promote secondary token").Click();
        page.FindAll("dialog button").Single(button => button.TextContent == "Forget secondary token").Click();
        Assert.Equal(["promote", "clear"], _carrier.Did.Where(did => did is "promote" or "clear"));
    }

    [Fact]
    public void Setting_up_all_leaves_out_lines_of_other_accounts_and_tells_of_each_what_became_of_it()
    {
        _carrier.Accounts = [CarrierDouble.Account()];
        _carrier.Numbers = new(
            [
                CarrierDouble.Number("+447700900101"), CarrierDouble.Number("+447700900102", state: AddressState.Other),
                CarrierDouble.Number("+447700900103", LinePlace.OtherAccount), CarrierDouble.Number("+447700900104", LinePlace.Here, AddressState.Right),
            ],
            []);
        _carrier.Outcomes["PN447700900102"] = new(false, "The carrier says no (code 21402).");
        var page = Render<CarrierPage>();
        Button(page, "Numbers").Click();
        Assert.Contains("4 numbers, 3 to set up.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("1 number of them brings its texts somewhere else now.", page.Markup, StringComparison.Ordinal);

        page.FindAll("dialog button").Single(button => button.TextContent == "Set up all").Click();

        Assert.Equal(["set up PN447700900101", "set up PN447700900102"], _carrier.Did.Where(did => did.StartsWith("set up", StringComparison.Ordinal)));
        Assert.Contains("Done.", page.Find("[data-number='+447700900101'] .finding-good").TextContent, StringComparison.Ordinal);
        Assert.Contains("code 21402", page.Find("[data-number='+447700900102'] .finding-problem").TextContent, StringComparison.Ordinal);

        page.FindAll("[data-number='+447700900103'] dialog button").Single(button => button.TextContent == "Move here").Click();
        Assert.Equal("set up PN447700900103 whatever it is", _carrier.Did.Last(did => did.StartsWith("set up", StringComparison.Ordinal)));
    }

    [Fact]
    public void Calls_that_go_elsewhere_come_here_only_when_somebody_says_so_at_the_number()
    {
        var calls = new NumberAddress("Calls", "POST https://pbx.example/", "POST https://ours.example/", AddressState.Other, IsOfCalls: true);
        _carrier.Accounts = [CarrierDouble.Account()];
        _carrier.Numbers = new(
            [
                CarrierDouble.Number("+447700900101") with { CanCall = true, Addresses = [calls with { Is = null, State = AddressState.Missing }] },
                CarrierDouble.Number("+447700900102", state: AddressState.Other) is var both ? both with { CanCall = true, Addresses = both.Addresses.Add(calls) } : null!,
                CarrierDouble.Number("+447700900103", LinePlace.Here) with { CanCall = true, Addresses = [calls] },
            ],
            []);
        var page = Render<CarrierPage>();
        Button(page, "Numbers").Click();
        Assert.Contains("3 numbers, 3 to set up.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("The calls of 1 number go somewhere else and stay as they are", page.Markup, StringComparison.Ordinal);

        page.FindAll("dialog button").Single(button => button.TextContent == "Set up all").Click();
        Assert.Equal(["set up PN447700900101", "set up PN447700900102 without its calls"], SetUps());

        Move("102").Click();
        page.Find("[data-number='+447700900102'] [data-calls]").Change(true);
        Move("102").Click();
        Assert.Empty(page.FindAll("[data-number='+447700900103'] [data-calls]"));
        Assert.Contains("From then on they ring here", page.Find("[data-number='+447700900103'] dialog").TextContent, StringComparison.Ordinal);
        Move("103").Click();
        Assert.Equal(
            ["set up PN447700900102 whatever it is without its calls", "set up PN447700900102 whatever it is", "set up PN447700900103 whatever it is"], SetUps().Skip(2));

        AngleSharp.Dom.IElement Move(string number) =>
            page.FindAll($"[data-number='+447700900{number}'] dialog button").Single(button => button.TextContent == "Move here");

        IEnumerable<string> SetUps() => _carrier.Did.Where(did => did.StartsWith("set up", StringComparison.Ordinal));
    }

    [Fact]
    public void An_account_without_numbers_and_one_that_cannot_be_asked_say_so()
    {
        _carrier.Accounts = [CarrierDouble.Account()];
        var page = Render<CarrierPage>();
        Button(page, "Numbers").Click();
        Assert.Contains("No numbers yet", page.Find(".empty").TextContent, StringComparison.Ordinal);

        _carrier.Numbers = new([], [], "The carrier could not be reached.");
        Button(page, "Look again").Click();
        Assert.Empty(page.FindAll(".empty"));
        Assert.Contains("The carrier could not be reached.", page.Find(".carrier-numbers [role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_numbers_are_shown_some_at_a_time()
    {
        _carrier.Accounts = [CarrierDouble.Account()];
        _carrier.Numbers = new([.. Enumerable.Range(0, 120).Select(number => CarrierDouble.Number($"+447700{number:000000}"))], []);
        var page = Render<CarrierPage>();
        Button(page, "Numbers").Click();
        Assert.Equal(50, page.FindAll("[data-number]").Count);

        Button(page, "Show more").Click();
        Assert.Equal(100, page.FindAll("[data-number]").Count);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<CarrierPage> page, string label) =>
        page.FindAll("button").First(button => button.TextContent.Trim() == label);
}
