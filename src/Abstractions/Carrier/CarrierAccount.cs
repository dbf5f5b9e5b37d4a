namespace OrleansSms.Carrier;

/// <summary>An account at the carrier, without its secrets.</summary>
/// <param name="Sid">The carrier's name for it; shown by its <see cref="Ending"/>.</param>
/// <param name="Name">What the team calls it.</param>
/// <param name="IsConfigured">It is the one of the configuration: lines that name no account send through it, and it is changed there.</param>
/// <param name="IsOverruled">It was entered here, and the configuration has the same one, which is what counts.</param>
/// <param name="IsReadable">False: its secrets were encrypted with keys that are gone, so they have to be entered again.</param>
/// <param name="ParentSid">Of a subaccount, as far as the carrier told.</param>
/// <param name="Lines">How many lines send through it.</param>
/// <param name="ChangedAt">When something of it was entered last, UTC; null for the configured one.</param>
public sealed record CarrierAccount(
    string Sid,
    string Name,
    bool IsConfigured,
    bool IsOverruled,
    bool IsReadable,
    bool HasSecondaryToken,
    bool HasApiKey,
    string? ParentSid,
    int Lines,
    DateTimeOffset? ChangedAt)
{
    /// <summary>The last four of the SID, enough to tell accounts apart.</summary>
    public string Ending => EndingOf(Sid);

    public static string EndingOf(string sid) => sid.Length > 4 ? "…" + sid[^4..] : sid;
}
