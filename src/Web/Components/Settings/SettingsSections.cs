using System.Collections.Immutable;
using OrleansSms.Members;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Components.Settings;

/// <summary>What there is to set, in the order of the list.</summary>
internal static class SettingsSections
{
    public static ImmutableArray<SettingsSection> All =>
    [
        new("profile", SettingsTexts.Profile, "user", Role.Member),
        new("notifications", SettingsTexts.Notifications, "bell", Role.Member),
        new("keyboard", SettingsTexts.Keyboard, "keyboard", Role.Member),
        new("security", SettingsTexts.Security, "lock", Role.Member),
        new("templates", SettingsTexts.Templates, "template", Role.Member),
        new("members", SettingsTexts.Members, "members", Role.Admin),
        new("calls", SettingsTexts.Calls, "phone-in", Role.Admin),
        new("carrier", SettingsTexts.Carrier, "phone", Role.Owner),
        new("tokens", SettingsTexts.ApiTokens, "token", Role.Member),
        new("audit", SettingsTexts.AuditLog, "log", Role.Admin),
        new("operations", SettingsTexts.Operations, "pulse", Role.Admin),
    ];

    /// <summary>Those a role may open; the others are not in its list.</summary>
    public static IEnumerable<SettingsSection> For(Role role) => All.Where(section => role >= section.From);
}

/// <summary>One page of the settings.</summary>
/// <param name="Path">Below <c>settings/</c>.</param>
/// <param name="From">The lowest role that may open it.</param>
internal sealed record SettingsSection(string Path, string Title, string Icon, Role From);
