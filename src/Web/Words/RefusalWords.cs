namespace OrleansSms.Web.Words;

/// <summary>Why a webhook was turned away, in words.</summary>
internal static class RefusalWords
{
    public static string Of(string reason) => reason switch
    {
        "missing-signature" => "No signature",
        "bad-signature" => "Wrong signature",
        "unknown-account" => "Another carrier account",
        "too-large" => "Too large",
        _ => reason,
    };
}
