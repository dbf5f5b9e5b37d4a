namespace OrleansSms.Silo.Accounts;

/// <summary>What the first start of an installation creates (section <c>Setup</c>); ignored once there is a user.</summary>
public sealed class SetupOptions
{
    public string? OwnerEmail { get; set; }

    public string? OwnerPassword { get; set; }

    /// <summary>A token of the API for the owner; only its hash is stored.</summary>
    public string? ApiToken { get; set; }

    /// <summary>Numbers that become lines with the owner as member.</summary>
    public IReadOnlyList<string> Lines { get; set; } = [];
}
