namespace OrleansSms.Members;

/// <summary>
/// Who asks: a member at a screen, or a program with one of the member's tokens. Made where a request or a circuit begins,
/// of what was authenticated there, and travels with every call; nothing a caller sends becomes part of it.
/// </summary>
/// <param name="Role">As it was when the request or circuit began; grains and the database look again.</param>
/// <param name="Scopes">What a token was made for; everything for a signed-in person.</param>
/// <param name="Address">Where the call came from, as the audit log shows it.</param>
/// <param name="TokenId">The token that was shown, when it was one.</param>
/// <param name="SessionId">The session of the browser, when it was one.</param>
[GenerateSerializer, Immutable, Alias("sms.Caller")]
public sealed record Caller(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Role Role,
    [property: Id(2)] Scopes Scopes = Scopes.All,
    [property: Id(3)] string? Address = null,
    [property: Id(4)] Guid? TokenId = null,
    [property: Id(5)] Guid? SessionId = null)
{
    public bool May(Scopes scope) => (Scopes & scope) == scope;
}
