using System.Collections.Immutable;
using OrleansSms.Members;

namespace OrleansSms.Web.Components.Settings;

/// <summary>What there is to set, in the order of the list.</summary>
internal static class SettingsSections
{
    public static readonly ImmutableArray<SettingsSection> All =
    [
        new("profile", "Profile", "user", Role.Member),
        new("notifications", "Notifications", "bell", Role.Member),
        new("keyboard", "Keyboard", "keyboard", Role.Member),
        new("security", "Security", "lock", Role.Member),
        new("templates", "Templates", "template", Role.Member),
        new("members", "Members", "members", Role.Admin),
        new("carrier", "Carrier", "phone", Role.Owner),
        new("tokens", "API tokens", "token", Role.Member),
        new("audit", "Audit log", "log", Role.Admin),
    ];

    /// <summary>Those a role may open; the others are not in its list.</summary>
    public static IEnumerable<SettingsSection> For(Role role) => All.Where(section => role >= section.From);
}

/// <summary>One page of the settings.</summary>
/// <param name="Path">Below <c>settings/</c>.</param>
/// <param name="From">The lowest role that may open it.</param>
internal sealed record SettingsSection(string Path, string Title, string Icon, Role From);
