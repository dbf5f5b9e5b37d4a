using OrleansSms.Members;

namespace OrleansSms.Twilio.Accounts;

/// <summary>What somebody typed or pasted, and what is wrong with it. None of the sentences repeats a secret.</summary>
internal static class Typed
{
    private const int TokenLength = 32;
    private const int LongestName = 60;
    private const int LongestSecret = 128;

    public static string Clean(string? text) => (text ?? "").Trim();

    /// <summary>The carrier writes its digits in small letters, and compares them as they are.</summary>
    public static string CleanSid(string? text) =>
        Clean(text) is { Length: > 2 } sid ? sid[..2].ToUpperInvariant() + sid[2..].ToLowerInvariant() : Clean(text);

    public static IEnumerable<FieldError> AccountSid(string sid)
    {
        if (sid.Length == 0)
        {
            yield return new(nameof(AccountSid), "Enter the account SID.");
        }
        else if (Sid.Is(sid, "SK"))
        {
            yield return new(nameof(AccountSid), "This is the SID of an API key. The account's begins with AC.");
        }
        else if (!Sid.Is(sid, "AC"))
        {
            yield return new(nameof(AccountSid), "An account SID is AC and 32 digits or letters from a to f. It stands on the first page of the carrier's console.");
        }
    }

    public static IEnumerable<FieldError> Token(string token, string field = "Token")
    {
        if (token.Length == 0)
        {
            yield return new(field, "Enter the auth token.");
        }
        else if (token.Any(char.IsWhiteSpace))
        {
            yield return new(field, "There is a blank inside the token. Copy it again in one piece.");
        }
        else if (Sid.Is(token, "AC") || Sid.Is(token, "SK"))
        {
            yield return new(field, "This is a SID, not a token. The token stands below it in the carrier's console, hidden until you show it.");
        }
        else if (token.Length != TokenLength || !token.All(char.IsAsciiHexDigit))
        {
            yield return new(field, "An auth token has 32 digits or letters from a to f.");
        }
    }

    public static IEnumerable<FieldError> ApiKey(string keySid, string secret)
    {
        if (keySid.Length == 0 && secret.Length == 0)
        {
            yield break;
        }

        if (!Sid.Is(keySid, "SK"))
        {
            yield return new("ApiKeySid", "The SID of an API key is SK and 32 digits or letters from a to f.");
        }

        if (secret.Length is 0 or > LongestSecret || secret.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            yield return new("ApiKeySecret", secret.Length == 0 ? "Enter the key's secret." : "This is no secret of an API key. Copy it again in one piece.");
        }
    }

    public static IEnumerable<FieldError> Name(string name)
    {
        if (name.Length > LongestName || name.Any(char.IsControl))
        {
            yield return new(nameof(Name), "Use a name of at most 60 letters.");
        }
    }
}
