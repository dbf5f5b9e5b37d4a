namespace OrleansSms.Members;

/// <summary>What a token may be used for; never more than its member may do.</summary>
[Flags]
public enum Scopes
{
    None = 0,

    /// <summary>Conversations, messages, lists.</summary>
    Read = 1,

    /// <summary>Sending, and whatever else changes a conversation.</summary>
    Send = 2,

    /// <summary>What the member's role allows beyond conversations.</summary>
    Admin = 4,

    All = Read | Send | Admin,
}
