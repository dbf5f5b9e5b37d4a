using System.Collections.Immutable;

namespace OrleansSms.Web.Components.Shell;

/// <summary>Every key there is, as it is told.</summary>
internal static class Shortcuts
{
    public static readonly ImmutableArray<ShortcutGroup> All =
    [
        new("Everywhere",
        [
            new("Ctrl+K", "Find people, pages and actions"),
            new("/", "Search", IsSingle: true),
            new("N", "New message", IsSingle: true),
            new("G I", "Go to the inbox", IsSingle: true),
            new("G C", "Go to the contacts", IsSingle: true),
            new("G S", "Go to the settings", IsSingle: true),
            new("F6 Shift+F6", "Next, previous part of the screen"),
            new("Esc", "Close, leave the field, or back to the list"),
            new("?", "This list", IsSingle: true),
        ]),
        new("List",
        [
            new("J K", "Next, previous conversation", IsSingle: true),
            new("↓ ↑", "The same, inside the list"),
            new("Enter", "Open the conversation"),
        ]),
        new("Conversation",
        [
            new("R", "Write a reply", IsSingle: true),
            new("T", "Insert a template", IsSingle: true),
            new("E", "Done, or open again", IsSingle: true),
            new("S", "Snooze", IsSingle: true),
            new("A", "Assign", IsSingle: true),
            new("U", "Mark unread", IsSingle: true),
            new("Home End", "Start of what is loaded, newest message, inside the thread"),
        ]),
        new("Writing",
        [
            new("Enter", "Send (see Settings, Keyboard)"),
            new("Ctrl+Enter", "Send, always"),
            new("Shift+Enter", "New line"),
            new("/", "Insert a template, in an empty text field"),
        ]),
    ];
}

/// <summary>Keys that belong together.</summary>
internal sealed record ShortcutGroup(string Name, ImmutableArray<Shortcut> Keys);

/// <param name="Keys">Apart by blanks.</param>
/// <param name="IsSingle">Works without Ctrl and the like, so it can be switched off.</param>
internal sealed record Shortcut(string Keys, string Does, bool IsSingle = false);
