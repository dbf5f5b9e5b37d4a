using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Contacts;

[Collection(nameof(Screens.Screens))]
public sealed partial class ContactTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task An_unknown_number_becomes_somebody_with_one_click_and_every_open_screen_calls_them_so()
    {
        var (anna, name) = (People.Next(), NewName());
        await Carrier.Text(anna, OurLines.First, "who am I?", Cancellation);
        await Carrier.Text(anna, OurLines.Second, "on the other line", Cancellation);
        var id = (await Api.With(anna))[0].Text("id");

        await browser.Visit(Installation.Silo, async watching =>
        {
            await watching.GoToConversation(id);
            await browser.Visit(Installation.Silo, async screen =>
            {
                await screen.GoToConversation(id);
                await screen.Page.Locator("[data-add-contact]").ClickAsync();
                await Expect(screen.Page.Locator("#panel-name")).ToBeFocusedAsync();
                await screen.Page.Keyboard.TypeAsync(name);
                await screen.Page.Keyboard.PressAsync("Enter");
                await Expect(screen.Page.Locator(".thread-head h1")).ToHaveTextAsync(name);
                await Expect(screen.Page.Locator("[data-add-contact]")).ToHaveCountAsync(0);

                await screen.Page.GetByText("Timeline and details").ClickAsync();
                await Expect(screen.Page.Locator("h1")).ToHaveTextAsync(name);
                var entries = screen.Page.Locator(".timeline-entry");
                await Expect(entries).ToHaveCountAsync(2);
                await Expect(entries.First).ToContainTextAsync("on the other line");
                await Carrier.Text(anna, OurLines.First, "and again", Cancellation);
                await Expect(entries.First).ToContainTextAsync("and again");
                await Carrier.Ring(anna, OurLines.First, new { hangupAfter = 2, speaks = 0 }, Cancellation);
                await Expect(entries.First.Locator(".timeline-call[data-status=missed]")).ToContainTextAsync("Missed call");
                await entries.First.ClickAsync();
                await Expect(screen.Page.Locator(".thread-head h1")).ToHaveTextAsync(name);
                await Expect(screen.Page.Locator("li[data-call][data-hit]")).ToBeInViewportAsync();
            });

            await Expect(watching.Page.Locator(".thread-head h1")).ToHaveTextAsync(name);
            await Expect(watching.Row(id).Locator(".row-name")).ToHaveTextAsync(name);
            await Expect(watching.Page).ToHaveTitleAsync(new Regex(Regex.Escape(name)));
            await Expect(watching.Page.Locator("#panel-name")).ToHaveValueAsync(name);
        });
    }

    [Fact]
    public async Task Who_saves_on_what_somebody_else_changed_is_asked_and_nothing_typed_is_lost()
    {
        await browser.Visit(Installation.Silo, async mine =>
        {
            var path = await Make(mine, NewName(), People.Next());
            await mine.Page.Locator("#contact-company").FillAsync("mine");
            await browser.Visit(Installation.Silo, async theirs =>
            {
                await theirs.GoTo(path);
                await theirs.Page.Locator("#contact-company").FillAsync("theirs");
                await theirs.Page.Keyboard.PressAsync("Enter");
                await Expect(theirs.Page.Locator(".contact-status")).ToHaveTextAsync("Saved");
                await theirs.Page.Locator("#contact-notes").FillAsync("a thought");
                await theirs.Page.Keyboard.PressAsync("Escape");
                await Expect(theirs.Page.Locator("#contact-notes")).ToHaveValueAsync("");
            });

            await Expect(mine.Page.Locator("edit-field[data-value=theirs]")).ToHaveCountAsync(1);
            await Expect(mine.Page.Locator("#contact-company")).ToHaveValueAsync("mine");
            await mine.Page.Keyboard.PressAsync("Enter");
            await Expect(mine.Page.Locator(".edit-conflict")).ToContainTextAsync("changed this to “theirs” just now");
            await mine.Page.GetByRole(AriaRole.Button, new() { Name = "Keep theirs" }).ClickAsync();
            await Expect(mine.Page.Locator("#contact-company")).ToHaveValueAsync("theirs");
            await mine.Page.Locator("#contact-company").FillAsync("both");
            await mine.Page.Keyboard.PressAsync("Tab");
            await Expect(mine.Page.Locator("edit-field[data-value=both]")).ToHaveCountAsync(1);
        });
    }

    [Fact]
    public async Task Two_are_merged_the_open_page_of_the_other_follows_and_they_are_two_again()
    {
        var (name, other) = (NewName(), NewName());
        await browser.Visit(Installation.Silo, async screen =>
        {
            var followed = await Make(screen, other, People.Next());
            var kept = await Make(screen, name, People.Next());
            await browser.Visit(Installation.Silo, async following =>
            {
                await following.GoTo(followed);
                await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Merge…" }).ClickAsync();
                await screen.Page.GetByLabel("Search the other contact").FillAsync(other);
                await screen.Page.Locator(".merge-found button").ClickAsync();
                await Expect(screen.Page.Locator(".merge-result")).ToContainTextAsync($"Other name{other}");
                await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Merge", Exact = true }).ClickAsync();

                await Expect(screen.Page.Locator(".number-line")).ToHaveCountAsync(2);
                await Expect(following.Page).ToHaveURLAsync(new Regex(kept));
                await Expect(following.Page.Locator("h1")).ToHaveTextAsync(name);
            });

            await screen.Page.Locator(".merged-note").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(screen.Page.Locator(".number-line")).ToHaveCountAsync(1);
            await screen.GoTo(followed);
            await Expect(screen.Page.Locator("h1")).ToHaveTextAsync(other);

            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await screen.Page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await screen.Page.GetByLabel("Search contacts").FillAsync(other);
            await Expect(screen.Page.Locator(".contact-name")).ToContainTextAsync([other]);
        });
    }

    [Fact]
    public async Task A_file_comes_in_as_it_was_shown_and_goes_out_again()
    {
        var (mark, first, second) = ($"Größe {Guid.NewGuid():N}"[..16], People.Next(), People.Next());
        var file = $"Name;Telefon;Tags\r\n{mark} eins;{first};{mark}\r\n{mark} zwei;'{second};{mark}\r\n{mark} drei;{first};\r\n{mark} vier;was?;\r\n";
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/contacts/import");
            await screen.Page.Locator("[data-file]").SetInputFilesAsync(new FilePayload { Name = "kunden.csv", MimeType = "text/csv", Buffer = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(file) });
            await Expect(screen.Page.Locator(".import-preview td").First).ToHaveTextAsync($"{mark} eins");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
            await Expect(screen.Page.Locator(".import-counts")).ToContainTextAsync("2 new");
            var left = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Page.Locator("[data-problems]").ClickAsync());
            var rows = await File.ReadAllLinesAsync(await left.PathAsync(), Cancellation);
            Assert.Equal(3, rows.Length);
            Assert.Contains("Row 2 has the same number.", rows[1], StringComparison.Ordinal);
            Assert.Contains("“was?” is not a phone number", rows[2], StringComparison.Ordinal);

            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Import 2 contacts" }).ClickAsync();
            await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Done" })).ToBeVisibleAsync();
            await screen.GoTo($"/contacts?q={Uri.EscapeDataString(mark)}");
            await Expect(screen.Page.Locator(".contact-name")).ToHaveCountAsync(2);
            var taken = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Page.Locator("[data-export]").ClickAsync());
            Assert.Equal(3, (await File.ReadAllLinesAsync(await taken.PathAsync(), Cancellation)).Length);

            await screen.Page.GetByLabel("Select all that are shown").CheckAsync();
            await screen.Page.Locator(".selection-bar").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await screen.Page.GetByLabel("Type 2 to delete them").FillAsync("2");
            await screen.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await Screen.Shows(screen.Page.GetByText("Nothing matches"));
        });
    }

    [Fact]
    public async Task Who_is_no_administrator_writes_in_the_book_and_takes_nothing_out_or_in()
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        await Strangers.Add(Installation, email);
        await browser.Visit(Installation.Silo, async screen =>
        {
            await Make(screen, NewName(), People.Next());
            await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" })).ToHaveCountAsync(0);
            await screen.GoTo("/contacts");
            await Expect(screen.Page.GetByText("Export")).ToHaveCountAsync(0);
            await screen.GoTo("/contacts/import");
            await Screen.Shows(screen.Page.GetByText("Ask an administrator for access to contacts."));
        }, new() { Email = email, Password = Strangers.Password });
    }

    private static string NewName() => $"Name {Guid.NewGuid():N}"[..16];

    /// <summary>A new contact by hand; the path of its page, which is on the screen.</summary>
    private static async Task<string> Make(Screen screen, string name, string number)
    {
        await screen.GoTo("/contacts");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "New contact" }).First.ClickAsync();
        await screen.Page.Locator("#contact-new-name").FillAsync(name);
        await screen.Page.Locator("#contact-new-number").FillAsync(number);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Add contact" }).ClickAsync();
        await Expect(screen.Page).ToHaveURLAsync(Page());
        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync(name);
        return new Uri(screen.Page.Url).AbsolutePath;
    }

    [GeneratedRegex("/contacts/[0-9a-f-]{36}$")]
    private static partial Regex Page();
}
