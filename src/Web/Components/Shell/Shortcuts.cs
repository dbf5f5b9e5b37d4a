using System.Collections.Immutable;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Components.Shell;

/// <summary>Every key there is, as it is told.</summary>
internal static class Shortcuts
{
    public static ImmutableArray<ShortcutGroup> All =>
    [
        new(ShellTexts.Everywhere,
        [
            new("Ctrl+K", ShellTexts.FindAll),
            new("/", ShellTexts.Search, IsSingle: true),
            new("N", ShellTexts.NewMessage, IsSingle: true),
            new("G I", ShellTexts.GoInbox, IsSingle: true),
            new("G C", ShellTexts.GoContacts, IsSingle: true),
            new("G S", ShellTexts.GoSettings, IsSingle: true),
            new("F6 Shift+F6", ShellTexts.NextPart),
            new("Esc", ShellTexts.EscDoes),
            new("?", ShellTexts.ThisList, IsSingle: true),
        ]),
        new(ShellTexts.List,
        [
            new("J K", ShellTexts.NextConversation, IsSingle: true),
            new("↓ ↑", ShellTexts.SameInList),
            new("Enter", ShellTexts.OpenConversation),
        ]),
        new(ShellTexts.Conversation,
        [
            new("R", ShellTexts.WriteReply, IsSingle: true),
            new("C", ShellTexts.CallThem, IsSingle: true),
            new("T", ShellTexts.InsertTemplate, IsSingle: true),
            new("E", ShellTexts.DoneOrOpen, IsSingle: true),
            new("S", ShellTexts.Snooze, IsSingle: true),
            new("A", ShellTexts.Assign, IsSingle: true),
            new("U", ShellTexts.MarkUnread, IsSingle: true),
            new("Home End", ShellTexts.HomeEnd),
        ]),
        new(ShellTexts.Writing,
        [
            new("Enter", ShellTexts.EnterSends),
            new("Ctrl+Enter", ShellTexts.SendAlways),
            new("Shift+Enter", ShellTexts.NewLine),
            new("/", ShellTexts.SlashTemplate),
        ]),
    ];

    /// <summary>As it stands on the keyboard of who reads it.</summary>
    public static string KeyName(string key) => string.Join('+', key.Split('+').Select(part => part switch
    {
        "Ctrl" => ShellTexts.KeyCtrl,
        "Shift" => ShellTexts.KeyShift,
        "Enter" => ShellTexts.KeyEnter,
        "Home" => ShellTexts.KeyHome,
        "End" => ShellTexts.KeyEnd,
        _ => part,
    }));
}

/// <summary>Keys that belong together.</summary>
internal sealed record ShortcutGroup(string Name, ImmutableArray<Shortcut> Keys);

/// <param name="Keys">Apart by blanks.</param>
/// <param name="IsSingle">Works without Ctrl and the like, so it can be switched off.</param>
internal sealed record Shortcut(string Keys, string Does, bool IsSingle = false);
