using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>The connection goes away under the hands of somebody who types.</summary>
[Collection(nameof(Screens))]
public sealed class OutageTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task A_pulled_cable_costs_no_letter_and_a_text_sent_meanwhile_goes_out_once()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "hello", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id");
        await using var cable = new TcpRelay(Installation.Silo.Address.Port);

        await browser.Visit(Installation.Silo, async screen =>
        {
            screen.ExpectsOutage = true;
            await screen.GoToConversation(id);
            await screen.Composer.FillAsync("written before");

            cable.Cut();
            await Screen.Shows(screen.Reconnecting);
            await screen.Composer.PressSequentiallyAsync(" and after");
            await screen.Composer.PressAsync("Enter");
            await Screen.Shows(screen.Page.GetByText("1 message waiting to be sent"));
            await screen.Composer.PressSequentiallyAsync("the next one");
            await Carrier.Text(anna, OurLines.First, "while you were away", Cancellation);

            cable.Heal();
            await Expect(screen.Reconnecting).ToBeHiddenAsync();
            await Expect(screen.Bubble("written before and after")).ToHaveAttributeAsync("data-status", "delivered");
            await Expect(screen.Bubble("while you were away")).ToBeVisibleAsync();
            await Expect(screen.Bubble("written before and after")).ToHaveCountAsync(1);
            await Expect(screen.Composer).ToHaveValueAsync("the next one");
            await Expect(screen.Page.GetByText("waiting to be sent")).ToBeHiddenAsync();
        }, new() { Address = cable.Address });

        Assert.Equal(1, await Carrier.PostsTo(anna, Cancellation));
        Assert.Equal(3, Assert.Single(await Api.With(anna)).Number("smsCount"));
    }

    [Fact]
    public async Task A_line_that_died_without_a_word_is_left_for_a_new_one()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "hello", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id");
        await using var line = new TcpRelay(Installation.Silo.Address.Port);

        await browser.Visit(Installation.Silo, async screen =>
        {
            screen.ExpectsOutage = true;
            await screen.GoToConversation(id);
            line.Wither();
            await screen.Write("over the new one");
            await Expect(screen.Bubble("over the new one")).ToHaveAttributeAsync("data-status", "delivered");
            await Expect(screen.Reconnecting).ToBeHiddenAsync();
        }, new() { Address = line.Address });
    }

    [Fact]
    public async Task A_restart_while_somebody_types_brings_the_page_back_with_the_whole_draft()
    {
        await using var installation = await Stage.Installation.Start(Postgres, Cancellation);
        var anna = People.Next();
        await installation.Carrier.Text(anna, OurLines.First, "hello", Cancellation);
        var id = Assert.Single(await installation.Api.With(anna)).Text("id");

        await browser.Visit(installation.Silo, async screen =>
        {
            screen.ExpectsOutage = true;
            await screen.GoToConversation(id);
            await screen.Composer.PressSequentiallyAsync("half a sen");

            await installation.Silo.Stop();
            await Screen.Shows(screen.Reconnecting);
            await screen.Composer.PressSequentiallyAsync("tence");
            await installation.StartSiloAgain(Cancellation);

            await Expect(screen.Reconnecting).ToBeHiddenAsync();
            await screen.Ready();
            await Expect(screen.Composer).ToHaveValueAsync("half a sentence");
            // The hand is where it was: the next letters are text, and no keys of the page.
            await screen.Page.Keyboard.TypeAsync(" goes on");
            await Expect(screen.Composer).ToHaveValueAsync("half a sentence goes on");
            await Screen.Shows(screen.Bubble("hello"));
            await installation.Carrier.Text(anna, OurLines.First, "are you back?", Cancellation);
            await Expect(screen.Bubble("are you back?")).ToBeInViewportAsync();
            await Expect(screen.Row(id)).ToContainTextAsync("are you back?");
            await screen.Composer.PressAsync("Enter");
            await Expect(screen.Bubble("half a sentence")).ToHaveAttributeAsync("data-status", "delivered");
        });
    }
}
