using System.Collections.Immutable;
using OrleansSms.Members;
using OrleansSms.Web.Components.Inbox;
using OrleansSms.Web.Components.Settings;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Shell;

/// <summary>What the palette offers without asking anybody.</summary>
internal static class PaletteItems
{
    public static ImmutableArray<PaletteItem> Actions =>
    [
        new("reply", ShellTexts.WriteReply, "edit", Does: "r", Needs: "chat-composer [data-input]", Key: "R"),
        new("note", ShellTexts.WriteNote, "lock", Needs: "chat-composer [data-mode=note]:not([aria-pressed=true])"),
        new("call", ShellTexts.CallThem, "phone", Does: "c", Needs: "[data-call-open]", Key: "C"),
        new("template", ShellTexts.InsertTemplate, "template", Does: "t", Needs: "chat-composer [data-templates]", Key: "T"),
        new("done", ShellTexts.DoneOrOpen, "done", Does: "e", Needs: "[data-done]", Key: "E"),
        new("snooze", ShellTexts.Snooze, "clock", Does: "s", Needs: "[data-opens=snooze]", Key: "S"),
        new("assign", ShellTexts.Assign, "user", Does: "a", Needs: "[data-opens=assign]", Key: "A"),
        new("unread", ShellTexts.MarkUnread, "unread", Does: "u", Needs: "[data-unread]", Key: "U"),
    ];

    private static ImmutableArray<PaletteItem> Everybodys =>
    [
        new PaletteItem("inbox", ShellTexts.Inbox, "inbox", Href: "inbox", Key: "G I"),
        .. Enum.GetValues<InboxView>().Where(view => view != InboxView.All).Select(view =>
            new PaletteItem($"view-{view}", Phrase.Of(ShellTexts.InboxView, ("view", $"{view}")), "inbox", Href: (InboxFilter.Everything with { View = view }).Href(null))),
        new PaletteItem("new", ShellTexts.NewMessage, "edit", Href: "new", Key: "N"),
        new PaletteItem("contacts", ShellTexts.Contacts, "members", Does: "gc", Needs: ".rail a[href=contacts]", Key: "G C"),
        new PaletteItem("calls", ShellTexts.Calls, "phone", Href: "calls"),
        new PaletteItem("search", ShellTexts.Search, "search", Does: "/", Needs: "[data-search]", Key: "/"),
        new PaletteItem("tray", ShellTexts.Tray, "tray", Needs: ".rail a[href=tray]"),
        new PaletteItem("theme", ShellTexts.LightOrDark, "moon", Needs: "[data-theme-toggle]"),
        new PaletteItem("help", ShellTexts.KeyboardShortcuts, "help", Does: "?", Needs: "#help", Key: "?"),
    ];

    public static IEnumerable<PaletteItem> Pages(Role role) =>
        [.. Everybodys, .. SettingsSections.For(role).Select(section => new PaletteItem($"settings-{section.Path}", Phrase.Of(ShellTexts.SettingsOf, ("section", section.Title)), section.Icon, Href: $"settings/{section.Path}"))];
}

/// <summary>One thing to choose.</summary>
/// <param name="Href">A page to go to.</param>
/// <param name="Does">The key whose deed it is.</param>
/// <param name="Needs">Offered only where this is on the page; pressed when there is no deed.</param>
/// <param name="Key">Its shortcut, as told.</param>
internal sealed record PaletteItem(string Id, string Name, string Icon, string? Href = null, string? Does = null, string? Needs = null, string? Key = null);
