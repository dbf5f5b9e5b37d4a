using System.Collections.Immutable;
using OrleansSms.Members;
using OrleansSms.Web.Components.Inbox;
using OrleansSms.Web.Components.Settings;

namespace OrleansSms.Web.Components.Shell;

/// <summary>What the palette offers without asking anybody.</summary>
internal static class PaletteItems
{
    public static readonly ImmutableArray<PaletteItem> Actions =
    [
        new("reply", "Write a reply", "edit", Does: "r", Needs: "chat-composer [data-input]", Key: "R"),
        new("note", "Write a note", "lock", Needs: "chat-composer [data-mode=note]:not([aria-pressed=true])"),
        new("template", "Insert a template", "template", Does: "t", Needs: "chat-composer [data-templates]", Key: "T"),
        new("done", "Done, or open again", "done", Does: "e", Needs: "[data-done]", Key: "E"),
        new("snooze", "Snooze", "clock", Does: "s", Needs: "[data-opens=snooze]", Key: "S"),
        new("assign", "Assign", "user", Does: "a", Needs: "[data-opens=assign]", Key: "A"),
        new("unread", "Mark unread", "unread", Does: "u", Needs: "[data-unread]", Key: "U"),
    ];

    private static readonly ImmutableArray<PaletteItem> Everybodys =
    [
        new("inbox", "Inbox", "inbox", Href: "inbox", Key: "G I"),
        .. Enum.GetValues<InboxView>().Where(view => view != InboxView.All).Select(view =>
            new PaletteItem($"view-{view}", $"Inbox: {view}", "inbox", Href: (InboxFilter.Everything with { View = view }).Href(null))),
        new("new", "New message", "edit", Href: "new", Key: "N"),
        new("contacts", "Contacts", "members", Does: "gc", Needs: ".rail a[href=contacts]", Key: "G C"),
        new("search", "Search", "search", Does: "/", Needs: "[data-search]", Key: "/"),
        new("tray", "Tray", "tray", Needs: ".rail a[href=tray]"),
        new("theme", "Light or dark", "moon", Needs: "[data-theme-toggle]"),
        new("help", "Keyboard shortcuts", "help", Does: "?", Needs: "#help", Key: "?"),
    ];

    public static IEnumerable<PaletteItem> Pages(Role role) =>
        [.. Everybodys, .. SettingsSections.For(role).Select(section => new PaletteItem($"settings-{section.Path}", $"Settings: {section.Title}", section.Icon, Href: $"settings/{section.Path}"))];
}

/// <summary>One thing to choose.</summary>
/// <param name="Href">A page to go to.</param>
/// <param name="Does">The key whose deed it is.</param>
/// <param name="Needs">Offered only where this is on the page; pressed when there is no deed.</param>
/// <param name="Key">Its shortcut, as told.</param>
internal sealed record PaletteItem(string Id, string Name, string Icon, string? Href = null, string? Does = null, string? Needs = null, string? Key = null);
